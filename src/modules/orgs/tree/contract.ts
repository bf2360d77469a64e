import { z } from 'zod';

/** Kinds of organisation (product.md). A union is one kind among them: employers and areas have trees of their own. */
export const ORG_KINDS = [
  'union',
  'employer',
  'enterprise_federation',
  'youth_league',
  'hospital',
  'government_office',
  'host',
] as const;
export type OrgKind = (typeof ORG_KINDS)[number];

/** Levels of the union tree (domain.md §A). */
export const UNION_LEVELS = ['city', 'district', 'group', 'township', 'association', 'primary'] as const;
export type UnionLevel = (typeof UNION_LEVELS)[number];

/** How a union is formed (domain.md §A): by one employer, several, an area or a sector; `pool` is the holding pool 待转入. */
export const FORMATIONS = [
  'federation',
  'single',
  'joint',
  'area_association',
  'sector_association',
  'pool',
] as const;
export type Formation = (typeof FORMATIONS)[number];

/** domain.md C4. Employers and others know only `active` and `dissolved`. */
export const ORG_STATES = [
  'planning',
  'approved_by_upper',
  'founded',
  'active',
  'merged',
  'dissolved',
] as const;
export type OrgState = (typeof ORG_STATES)[number];

/** Relations between organisations beside the union tree. */
export const RELATION_KINDS = ['organises', 'member_of', 'hosts'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

const INT4_MAX = 2_147_483_647;
/** The number of an organisation in a JSON body. */
export const orgNumber = z.int().positive().max(INT4_MAX);
/** The same from a path or query, where it comes as text. */
export const orgParam = z.coerce.number().int().positive().max(INT4_MAX);

/** The short form of an organisation wherever it is mentioned. */
export const orgRef = z
  .object({ id: z.number().int(), name: z.string(), kind: z.enum(ORG_KINDS) })
  .meta({ id: 'OrgRef' });
