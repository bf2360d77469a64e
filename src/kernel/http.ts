import { isIP } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { allowsSomewhere, signInFirst, type Actor, type Actors } from './auth.ts';
import type { Contract } from './contract.ts';
import { inTx, makeCtx, type App, type Ctx, type TxCtx } from './ctx.ts';
import { AppError, errorTexts, kernelError, problemOf } from './errors.ts';
import { networkOf } from './http/address.ts';
import { problemSchema, statusesOf } from './http/describe.ts';
import { faultOf, faultOfCommit, retryAfterOf } from './http/faults.ts';
import { firstsOf } from './http/first.ts';
import { once } from './http/idempotency.ts';
import { apiPage, apiStyle } from './http/page.ts';
import { servePages, type Surface } from './http/pages.ts';
import { wordsOf, type Finding } from './http/words.ts';
import { refuseUnwritable } from './http/writable.ts';
import { localeOf, type Locale } from './i18n.ts';
import type { FileAnswer, Module, Route, RouteExtra, Upload } from './module.ts';
import { newId } from './ids.ts';
import { netOf, type Net } from './net.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
    /** Worked out before the access check and apart from it: neither stands in for the other. */
    net: Net;
  }
  interface FastifyContextConfig {
    contract?: Contract;
  }
}

/** The web server; `listen` and `inject` are what the composition and the tests use. */
export type Server = FastifyInstance;

export interface HttpOptions {
  readonly app: App;
  readonly actors: Actors;
  readonly modules: readonly Module[];
  readonly surfaces: readonly Surface[];
}

const JSON_LIMIT = 256 * 1024;
/** For one address a minute: 300 phones behind one NAT must fit. Endpoints that cost money or can be guessed set less. */
const DEFAULT_LIMIT = 6_000;

/** The web server: every module's routes, the API's own description, and the surfaces. Not listening yet. */
export async function buildServer(options: HttpOptions): Promise<Server> {
  const { app, actors } = options;
  const server = fastify({
    logger: {
      level: app.config.logLevel,
      redact: ['req.headers', 'req.url'],
      ...(app.config.logFile ? { file: app.config.logFile } : {}),
    },
    logController: new LogController({ disableRequestLogging: true }),
    // The client's address is taken from that many proxies in front of us and no further.
    trustProxy: (_address: string, hop: number) => hop < app.config.proxies,
    genReqId: () => newId(),
    bodyLimit: JSON_LIMIT,
    routerOptions: { ignoreTrailingSlash: true },
    // A path that the router itself cannot read gets an answer of ours as well.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
  server.setNotFoundHandler((request, reply) => answerError(kernelError('not_found'), request, reply));
  await registerPlugins(server, app);
  server.decorateRequest('actor');
  server.decorateRequest('net');
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!request.url.startsWith('/api')) return;
    reply.header('cache-control', 'no-store');
    refuseForeignOrigin(request, app.config.url);
    if (request.url !== '/api/health') app.pulse.requireAnswer();
    request.actor = await actors.find(request.cookies, request.headers.authorization);
    request.net = netOf(request.actor, request.routeOptions.config.contract?.access ?? 'public');
  });
  const routes = options.modules.flatMap((module) => module.routes);
  for (const route of routes) addRoute(server, app, route);
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger());
  server.get('/api', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(routes.map(({ contract }) => contract))),
  );
  server.get('/api/style.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css').send(apiStyle),
  );
  await servePages(server, options.surfaces, firstsOf(app, options.modules));
  return server;
}

async function registerPlugins(server: FastifyInstance, app: App): Promise<void> {
  await server.register(cookie);
  const headers = await securityHeaders(app);
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  await server.register(rateLimit, {
    max: DEFAULT_LIMIT,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => networkOf(ip),
    errorResponseBuilder: (_request, { ttl }) =>
      kernelError('rate_limited', { params: { seconds: Math.max(1, Math.ceil(ttl / 1000)) } }),
  });
  await server.register(underPressure, {
    maxEventLoopDelay: 2_000,
    pressureHandler: () => {
      throw kernelError('unavailable');
    },
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Zhijia API', version: '1' },
      servers: [{ url: app.config.url }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'zhijia.session_token' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** Asked once, because ours never vary: helmet works them out anew for each answer, a seventh of a small one's cost. */
async function securityHeaders(app: App): Promise<Record<string, string>> {
  const model = fastify();
  await model.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
      },
    },
    // No page of ours is framed, or opens a window that may speak to it.
    frameguard: { action: 'deny' },
    strictTransportSecurity: app.config.url.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });
  model.get('/', async (_request, reply) => reply.raw.getHeaders());
  const { payload } = await model.inject('/');
  const headers = JSON.parse(payload) as Record<string, string>;
  return { ...headers, 'permissions-policy': PERMISSIONS_POLICY };
}

/** Only the way to the nearest place is asked of a device; a module that needs the camera, say, opens it here. */
const PERMISSIONS_POLICY = (
  'accelerometer browsing-topics camera display-capture gyroscope hid magnetometer microphone midi ' +
  'payment serial usb xr-spatial-tracking'
)
  .split(' ')
  .map((feature) => `${feature}=()`)
  .concat('geolocation=(self)')
  .join(', ');

/** A browser sends Origin with every write; another site's page must not write with our cookie. */
function refuseForeignOrigin(request: FastifyRequest, url: string): void {
  const { origin, host } = request.headers;
  if (!origin || request.method === 'GET' || origin === url || origin === `${request.protocol}://${host}`)
    return;
  throw kernelError('forbidden');
}

function addRoute(server: FastifyInstance, app: App, route: Route): void {
  const { contract } = route;
  const { rest } = placesOf(contract);
  if (contract.accepts) acceptFiles(server, contract.accepts.types);
  server.route({
    method: contract.method,
    url: contract.path,
    ...(contract.accepts ? { bodyLimit: contract.accepts.maxBytes } : {}),
    schema: routeSchema(contract),
    config: { rateLimit: rateOf(contract), contract },
    preValidation: async (request) => requireAccess(request.actor, contract),
    handler: (request, reply) => handle(app, route, inputOf(request, rest), request, reply),
  });
}

function rateOf({ limit }: Contract) {
  if (limit === undefined) return {};
  return {
    max: limit,
    hook: 'preValidation' as const,
    keyGenerator: ({ actor, ip }: FastifyRequest) =>
      actor?.kind === 'account' ? actor.userId : networkOf(ip),
  };
}

function requireAccess(actor: Actor, { access }: Contract): void {
  if (access === 'public') return;
  if (actor.kind !== 'account') throw signInFirst(actor);
  if (access !== 'person' && !allowsSomewhere(actor, access)) throw kernelError('forbidden');
}

function acceptFiles(server: FastifyInstance, types: readonly string[]): void {
  for (const type of types) {
    if (!server.hasContentTypeParser(type)) {
      server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    }
  }
}

/** The places HTTP has for the one input object: some fields are in the path, the others all in `rest`, if any. */
function placesOf(contract: Contract) {
  const inPath = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const others = Object.keys(contract.input.shape).filter((key) => !inPath.includes(key));
  const inQuery = contract.method === 'GET' || contract.method === 'DELETE' || contract.accepts !== undefined;
  const rest = others.length === 0 ? undefined : inQuery ? ('query' as const) : ('body' as const);
  return { inPath, others, rest };
}

function routeSchema(contract: Contract) {
  const { inPath, others, rest } = placesOf(contract);
  const pick = (keys: readonly string[]) =>
    z.object(Object.fromEntries(keys.map((key) => [key, contract.input.shape[key]!])));
  const failures = statusesOf(contract).map((status) => [status, problemSchema]);
  const file = { schema: z.any().describe('the file') };
  const success = contract.produces
    ? { description: 'The file', content: { [contract.produces]: file } }
    : contract.output;
  return {
    summary: contract.summary,
    tags: [contract.path.split('/')[2]!],
    ...(inPath.length > 0 ? { params: pick(inPath) } : {}),
    ...(rest === 'query' ? { querystring: pick(others) } : {}),
    ...(rest === 'body' ? { body: pick(others) } : {}),
    ...(contract.accepts ? { body: z.any(), consumes: [...contract.accepts.types] } : {}),
    response: { [contract.status ?? 200]: success, ...Object.fromEntries(failures) },
    ...(contract.access === 'public' ? {} : { security: [{ session: [] }, { token: [] }] }),
  };
}

async function handle(
  app: App,
  route: Route,
  input: object,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { contract } = route;
  if (contract.method !== 'GET' && !contract.light) app.disk.requireRoom();
  const ctx = makeCtx({
    app,
    db: app.requests,
    net: request.net,
    actor: request.actor,
    locale: localeOfRequest(request),
    requestId: request.id,
    // A proxy in front may pass on anything for an address.
    ip: isIP(request.ip) > 0 && !request.ip.includes('%') ? request.ip : null,
  });
  const extra: RouteExtra = {
    upload: uploadOf(request),
    // Only signing in and out asks for them.
    get headers() {
      return headersOf(request);
    },
    cookies: [],
  };
  const answer = await runOnce(ctx, route, input, extra, request, reply);
  for (const line of extra.cookies) reply.header('set-cookie', line);
  if (contract.produces) return sendFile(reply, contract.produces, answer as FileAnswer);
  return reply.status(contract.status ?? 200).send(answer);
}

async function runOnce(
  ctx: Ctx,
  route: Route,
  input: object,
  extra: RouteExtra,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (route.contract.transaction === false) return route.run(ctx, input, extra);
  if (route.contract.method === 'GET') return inTx(ctx, (tx) => route.run(tx, input, extra));
  const key = request.headers['idempotency-key'];
  return inRetriedTx(ctx, async (tx) => {
    if (typeof key !== 'string' || key === '') return route.run(tx, input, extra);
    const { answer, replayed } = await once(
      tx,
      key,
      { path: request.url, input, upload: extra.upload?.bytes },
      () => route.run(tx, input, extra),
    );
    if (replayed) reply.header('idempotent-replay', 'true');
    return answer;
  });
}

/** Two writers that lock each other out: the database ends one (40P01, 40001), and its request simply runs again. */
async function inRetriedTx<T>(ctx: Ctx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let done = false;
    try {
      return await inTx(ctx, async (tx) => {
        const answer = await work(tx);
        done = true;
        return answer;
      });
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt < 3 && (code === '40P01' || code === '40001')) continue;
      throw done ? faultOfCommit(error) : error;
    }
  }
}

/** What was checked, and nothing else: a query beside a body must not slip in as input. */
function inputOf(request: FastifyRequest, rest: 'query' | 'body' | undefined): object {
  const input = { ...(rest ? (request[rest] as object) : {}), ...(request.params as object) };
  refuseUnwritable(input, [], localeOfRequest(request));
  return input;
}

function uploadOf({ body, headers }: FastifyRequest): Upload | undefined {
  if (!Buffer.isBuffer(body)) return undefined;
  return { bytes: body, type: (headers['content-type'] ?? '').split(';')[0]!.trim() };
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value));
  return headers;
}

function sendFile(reply: FastifyReply, type: string, file: FileAnswer): FastifyReply {
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
  // A Buffer goes out as it is: Fastify serialises only what is not bytes. A stream that fails ends the connection.
  return reply.type(type).send(file.bytes instanceof Uint8Array ? Buffer.from(file.bytes) : file.bytes);
}

/** The language chosen on the page (`x-locale`) before the browser's own. */
function localeOfRequest(request: FastifyRequest): Locale {
  const chosen = request.headers['x-locale'];
  return chosen === 'zh' || chosen === 'en' ? chosen : localeOf(request.headers['accept-language']);
}

function answerError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const locale = localeOfRequest(request);
  const known = toAppError(error, locale, request);
  const { status, body } = problemOf(known, locale);
  if (status >= 500 && known.code === 'kernel.internal') request.log.error({ err: error }, 'request failed');
  const seconds = retryAfterOf(known);
  if (seconds !== undefined) reply.header('retry-after', seconds);
  return reply.status(status).serializer(JSON.stringify).type('application/json; charset=utf-8').send(body);
}

function toAppError(error: FastifyError | AppError, locale: Locale, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error.validation[0]!, locale);
  const code = 'code' in error ? error.code : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return kernelError('too_large', { params: { limit: sizeOf(request.routeOptions.bodyLimit) } });
  const fault = faultOf(error);
  if (fault) return fault;
  // The second net has caught what a check of ours let through.
  if (code === '42501') {
    request.log.error({ err: error }, 'refused by row-level security');
    return kernelError('forbidden');
  }
  if ((error.statusCode ?? 500) < 500) {
    const reason = { zh: `请求本身的格式不对（${code}）`, en: `the request itself is malformed (${code})` };
    return kernelError('bad_request', { params: { reason: reason[locale] } });
  }
  return kernelError('internal', { params: { requestId: request.id } });
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} KB` : `${bytes / 1024 / 1024} MB`;
}

/** A contract's `refine` may name one of our codes as its message; anything else is told in plain words. */
function invalidInput(finding: Finding, locale: Locale): AppError {
  const field = finding.instancePath.replace(/^\//, '').replaceAll('/', '.');
  if (finding.message && errorTexts.has(finding.message)) return new AppError(finding.message, { field });
  const reason = wordsOf(finding, locale);
  return kernelError('bad_request', { params: { reason }, ...(field ? { field } : {}) });
}
