import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import {
  CANDIDATE_OPERATIONS,
  CREDIT_OPERATIONS,
  DOWNLOAD_OPERATIONS,
  HEALTH_OPERATIONS,
  type HealthResponse,
  type RequestErrorCode,
  RUN_OPERATIONS,
  SUBMIT_OPERATIONS,
} from '@vivavoce/contract';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  type HTTPMethods,
  LogController,
} from 'fastify';
import { readCredits } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import { ownSessionRoutes, publicAccountRoutes, userRoutes } from './accounts/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { audioRoute } from './audio.ts';
import {
  callerOf,
  createCallerCheck,
  requireCaller,
  requirePermission,
  requireStatedAction,
} from './authentication.ts';
import { serveConsole } from './console-files.ts';
import type { HttpContext, StreamContext, TenantContext } from './context.ts';
import { docsRoute, openApiRoute } from './documentation.ts';
import { eraseCandidateRoute, eraseRunRoute } from './erase.ts';
import { eventsRoute } from './events.ts';
import { exportRoute } from './export.ts';
import { fairnessRoute } from './fairness.ts';
import { listRoute } from './list.ts';
import { operatorRoutes } from './operator/routes.ts';
import { pollRoute } from './poll.ts';
import { reportRoute } from './report.ts';
import { envelopeOf, sendError, serviceErrorOf } from './request-errors.ts';
import { revisionRoutes } from './revisions.ts';
import { route } from './route.ts';
import { addSecurityHeaders, disableCaching } from './security-headers.ts';
import { sharedRoutes, shareRoutes } from './shares/routes.ts';
import { submitRoute } from './submit.ts';
import { transcriptRoute } from './transcript.ts';
import { warnOfUnknownProxies } from './unknown-proxies.ts';
import { discardUnreadBody } from './unread-body.ts';
import { waveformRoute } from './waveform.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const satisfies HTTPMethods[];
/** How long sending a request may take: 25 MiB in that time is 45 kB/s. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;

/** Tells an unknown path from a known path with another method. */
function notFoundHandler(app: FastifyInstance) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const [url = '/'] = request.url.split('?');
    const allowed = METHODS.filter((method) => app.findRoute({ method, url }));
    if (allowed.length === 0)
      return sendError(new ServiceError('NOT_FOUND', 'There is no such path'), request, reply);
    reply.header('allow', allowed.join(', '));
    const message = `The path has no method ${request.method}; it has ${allowed.join(', ')}`;
    return sendError(new ServiceError('METHOD_NOT_ALLOWED', message), request, reply);
  };
}

/** Errors that the operator has to know of. */
const LOGGED_ERRORS: ReadonlySet<RequestErrorCode> = new Set([
  'INTERNAL_ERROR',
  'SERVICE_WARMING_UP',
  'STORAGE_FULL',
]);

/** Answers any error in the contract's envelope, and logs errors of the server. */
function errorHandler(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = serviceErrorOf(error);
  if (LOGGED_ERRORS.has(answer.code)) {
    // An aborted request is not an error.
    if (request.raw.aborted) request.log.info('request aborted');
    else request.log.error({ err: error }, 'request failed');
  }
  return sendError(answer, request, reply);
}

/** Logs, measures and traces each request, without addresses, queries or bodies, which are personal data. */
function logResponses(app: FastifyInstance, { metrics, tracing }: HttpContext): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.info(line, 'request completed');
    metrics.observeRequest(line.method, route, line.status, reply.elapsedTime / 1000);
    const { method, status } = line;
    tracing.traceRequest({ method, route, status, elapsedMs: reply.elapsedTime, headers: request.headers });
  });
}

/** The routes behind an API key or a session. They get the caller's store and no other. */
function authenticatedRoutes({ store, ...context }: HttpContext) {
  const storeOf = (request: FastifyRequest) => store.forTenant(callerOf(request).tenantId);
  const isStillCaller = createCallerCheck({ ...context, store });
  const own: TenantContext = { ...context, storeOf };
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireCaller({ ...context, store }));
    api.addHook('onRequest', requirePermission);
    api.addHook('onRoute', requireStatedAction);
    route(api, CREDIT_OPERATIONS.readCredits, ({ caller, request }) =>
      readCredits(storeOf(request).db, caller.tenantId),
    );
    await api.register(ownSessionRoutes({ ...context, store }));
    await api.register(userRoutes(own));
    await api.register(administrationRoutes(own));
    await api.register(shareRoutes(own));
    route(api, CANDIDATE_OPERATIONS.readFairness, fairnessRoute(own));
    await api.register(speechRoutes({ ...own, isStillCaller }));
  };
}

/** The routes that work with runs. */
function speechRoutes(context: StreamContext) {
  return async (api: FastifyInstance): Promise<void> => {
    route(api, SUBMIT_OPERATIONS.submitRecording, submitRoute(context));
    route(api, SUBMIT_OPERATIONS.pollRun, pollRoute(context));
    // A HEAD would do all the work, and be recorded as a read.
    const withoutHead = { exposeHeadRoute: false };
    route(api, SUBMIT_OPERATIONS.watchRun, eventsRoute(context), withoutHead);
    route(api, DOWNLOAD_OPERATIONS.readAudio, audioRoute(context));
    route(api, DOWNLOAD_OPERATIONS.readWaveform, waveformRoute(context));
    route(api, DOWNLOAD_OPERATIONS.readTranscript, transcriptRoute(context), withoutHead);
    route(api, DOWNLOAD_OPERATIONS.readReport, reportRoute(context), withoutHead);
    await api.register(revisionRoutes(context));
    route(api, RUN_OPERATIONS.eraseRun, eraseRunRoute(context));
    route(api, RUN_OPERATIONS.listRuns, listRoute(context));
    route(api, CANDIDATE_OPERATIONS.exportCandidate, exportRoute(context), withoutHead);
    route(api, RUN_OPERATIONS.eraseCandidate, eraseCandidateRoute(context));
  };
}

/** `GET /health` and `GET /health/ready`: whether the server is up, its database reachable and its disk not full. */
function healthRoute({ store, version, endpoints, config, ffmpegSandbox }: HttpContext) {
  const { scoreWeights } = config.models;
  return async (): Promise<HealthResponse> => {
    await store.ping();
    await store.requireFreeSpace();
    const states = endpoints.states();
    return {
      status: 'ok',
      live: true,
      ready: true,
      version,
      scoreWeights,
      ...(ffmpegSandbox && { ffmpegSandbox }),
      ...(states && { endpoints: states }),
    };
  };
}

/** The HTTP server, not listening yet. */
export async function createApp(context: HttpContext): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: context.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `req_${newId()}`,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: [...context.config.trustedProxies],
    forceCloseConnections: 'idle',
    // Whoever has connected before the server stops listening is answered, and asked to connect anew.
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) => {
      // The framework's own message repeats the path.
      const message = 'The path has a malformed percent-encoding, or a part that is too long for an id';
      void sendError(new ServiceError('INVALID_PARAMETERS', message), request, reply);
    },
    clientErrorHandler(_error, socket) {
      if (!socket.writable) return;
      const body = JSON.stringify(
        envelopeOf(new ServiceError('INVALID_PARAMETERS', 'The request is not valid HTTP')),
      );
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      );
    },
  });
  app.decorateRequest('caller', null);
  app.decorate('publicUrl', context.config.publicUrl);
  app.addHook('onRequest', warnOfUnknownProxies(context));
  app.removeAllContentTypeParsers();
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  // Other bodies are left unread: no route accepts them.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler(errorHandler);
  if (context.consoleDir === null) app.setNotFoundHandler(notFoundHandler(app));
  else await serveConsole(app, context.consoleDir, notFoundHandler(app));
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await addSecurityHeaders(app, context.config);
  app.addHook('preClose', () => context.runWatcher.close());
  app.addHook('onResponse', discardUnreadBody);
  logResponses(app, context);
  await app.register(
    async (api) => {
      disableCaching(api);
      route(api, HEALTH_OPERATIONS.readHealth, healthRoute(context));
      route(api, HEALTH_OPERATIONS.readLiveness, async () => ({
        status: 'ok' as const,
        live: true as const,
        version: context.version,
      }));
      route(api, HEALTH_OPERATIONS.readReadiness, healthRoute(context));
      api.get('/openapi.json', openApiRoute(context));
      api.get('/docs', docsRoute(context));
      await api.register(publicAccountRoutes(context));
      await api.register(sharedRoutes(context));
      await api.register(authenticatedRoutes(context));
      await api.register(operatorRoutes(context));
    },
    { prefix: '/api/v1' },
  );
  return app;
}
