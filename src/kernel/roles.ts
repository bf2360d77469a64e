import pg from 'pg';
import type { Connection } from './db.ts';
import { StartError } from './errors.ts';

/**
 * The roles of one database, named after it. Whoever owns the tables only migrates, backs up and restores; the program
 * serves as roles that own none of them and cannot pass row-level security by:
 * - `app` is how requests begin: it sees public tables and, of the others, what is the caller's own;
 * - `staff` sees the organisations named in the setting `zhijia.scope`, and everything below them;
 * - `all` sees everything: jobs, the command line, officers of the root, and {@link beyond}.
 */
export interface Roles {
  readonly app: string;
  readonly staff: string;
  readonly all: string;
}

export function rolesOf(database: string): Roles {
  return { app: `${database}_app`, staff: `${database}_staff`, all: `${database}_all` };
}

/** SQL of a migration: `:app`, `:staff` and `:all` stand for the roles of the database at hand. */
export function withRoles(text: string, roles: Roles): string {
  return text.replace(/(?<![:\w]):(app|staff|all)\b/g, (_, name: keyof Roles) =>
    pg.escapeIdentifier(roles[name]),
  );
}

/** Which database `client` is connected to, and the names of its roles. */
export async function rolesHere(client: Pick<pg.Pool, 'query'>): Promise<Roles> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  return rolesOf(rows[0]!.name);
}

/**
 * Makes the roles that are missing and lets the owner of the database act as them. They may not log in where the owner
 * has to: there a session begins as the owner and steps down. Throws {@link StartError} with what an administrator of
 * the server has to run, when the owner may not make roles.
 */
export async function ensureRoles(client: pg.ClientBase, roles: Roles): Promise<void> {
  const names = Object.values(roles) as string[];
  const { rows } = await client.query<{ name: string; there: boolean; member: boolean; login: boolean }>(
    `select given.name, r.oid is not null as there, coalesce(pg_has_role(current_user, r.oid, 'member'), false) as member
     from unnest($1::text[]) as given (name) left join pg_roles as r on r.rolname = given.name`,
    [names],
  );
  const quoted = (name: string): string => client.escapeIdentifier(name);
  const missing = rows.filter(({ there }) => !there).map(({ name }) => name);
  const login = (await isSuperuser(client)) ? 'login' : 'nologin';
  const statements = [
    ...missing.map((name) => `create role ${quoted(name)} noinherit nosuperuser nobypassrls ${login}`),
    ...(missing.length > 0
      ? [`grant ${quoted(roles.staff)}, ${quoted(roles.all)} to ${quoted(roles.app)}`]
      : []),
    ...(rows.some(({ member }) => !member) ? [`grant ${names.map(quoted).join(', ')} to current_user`] : []),
  ];
  await client.query('savepoint roles');
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    await client.query('rollback to roles');
    if ((error as { code?: string }).code !== '42501') throw error;
    const { rows: user } = await client.query<{ name: string }>('select quote_ident(current_user) as name');
    throw rolesNeeded(statements.map((line) => line.replace('current_user', user[0]!.name)));
  }
}

async function isSuperuser(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  return rows[0]!.rolsuper;
}

function rolesNeeded(statements: readonly string[]): StartError {
  const lines = statements.map((statement) => `  ${statement};`).join('\n');
  return new StartError('roles', {
    zh: `DATABASE_URL 的账号不能建立角色。请数据库管理员执行下面几行，再启动一次：\n${lines}`,
    en: `The role in DATABASE_URL may not make roles. Let an administrator of the database run these lines, then start again:\n${lines}`,
  });
}

/** The rights of the roles on the tables of `schemas`; migrations need not repeat them. */
export async function grantRights(
  client: pg.ClientBase,
  roles: Roles,
  schemas: readonly string[],
): Promise<void> {
  const all = Object.values(roles)
    .map((name: string) => client.escapeIdentifier(name))
    .join(', ');
  // A backup of an earlier version is loaded before the modules that came later have made theirs.
  const { rows: made } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as given (name) where to_regnamespace(name) is not null`,
    [schemas],
  );
  const here = made.map(({ name }) => client.escapeIdentifier(name)).join(', ');
  await client.query(`
    grant usage on schema ${here} to ${all};
    grant select, insert, update, delete on all tables in schema ${here} to ${all};
    grant usage, select, update on all sequences in schema ${here} to ${all}`);
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as given (name) where to_regclass(name) is not null`,
    [Object.keys(WITHHELD)],
  );
  for (const { name } of rows) await client.query(`revoke ${WITHHELD[name]} on ${name} from ${all}`);
}

/** What no role of ours may do to the tables that say what happened; a restore has not made all of them yet. */
const WITHHELD: Readonly<Record<string, string>> = {
  'kernel.migration': 'insert, update, delete',
  'kernel.audit_entry': 'update, delete',
  'kernel.audit_seal': 'update, delete',
  'kernel.state_change': 'update, delete',
  'kernel.audit_era': 'insert, update, delete',
};

/**
 * A schema in which pg-boss, as the role that sees everything, keeps tables of its own: it makes a new one now and then.
 * Everybody may queue a job. What an earlier version made as the owner of the database is handed over.
 */
export async function grantJobs(client: pg.ClientBase, roles: Roles): Promise<void> {
  const [app, staff, all] = [roles.app, roles.staff, roles.all].map((name) => client.escapeIdentifier(name));
  await client.query(`
    create schema if not exists jobs;
    grant usage, create on schema jobs to ${all};
    grant usage on schema jobs to ${app}, ${staff};
    alter default privileges for role ${all} in schema jobs grant select, insert, update, delete on tables to ${app}, ${staff};
    grant select, insert, update, delete on all tables in schema jobs to ${app}, ${staff}`);
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %s owner to %I', c.oid::regclass, $1::text) as statement from pg_class as c
       where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and c.relowner <> $1::regrole
     union all select format('alter function %s owner to %I', p.oid::regprocedure, $1::text) from pg_proc as p
       where p.pronamespace = 'jobs'::regnamespace and p.proowner <> $1::regrole
     union all select format('alter type %s owner to %I', t.oid::regtype, $1::text) from pg_type as t
       where t.typnamespace = 'jobs'::regnamespace and t.typtype in ('e', 'd') and t.typowner <> $1::regrole`,
    [roles.all],
  );
  for (const { statement } of rows) await client.query(statement);
}
/** A session of `role` on the same database: by its own login on our socket, elsewhere by stepping down. */
export function connectAs(owner: Connection, role: string): Connection {
  if (owner.connectionString === undefined) return { ...owner, user: role };
  return withOption(owner, `-c role=${role}`);
}

/** The connection with one more start-up option (`-c name=value`). */
export function withOption(connection: Connection, option: string): Connection {
  return { ...connection, options: [connection.options, option].filter(Boolean).join(' ') };
}

/** Stops a start in which row-level security would hold nobody. */
export async function assertHeld(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; free: boolean; owns: boolean }>(
    `select current_user as name, r.rolsuper or r.rolbypassrls as free,
       exists (select from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
         where n.nspname in (select module from kernel.migration) and c.relkind in ('r', 'p')
           and pg_has_role(r.oid, c.relowner, 'usage')) as owns
     from pg_roles as r where r.rolname = current_user`,
  );
  const { name, free, owns } = rows[0]!;
  if (!free && !owns) return;
  throw new StartError('role_too_strong', {
    zh: `数据库角色 ${name} 不受行级安全约束（超级用户、BYPASSRLS 或表的所有者），程序拒绝以它提供服务。`,
    en: `The database role ${name} is not bound by row-level security (superuser, BYPASSRLS or owner of the tables); we do not serve as it.`,
  });
}
