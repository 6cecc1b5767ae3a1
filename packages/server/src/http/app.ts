import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { HealthResponse, LivenessResponse } from '@vivavoce/contract';
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
import { ownSessionRoutes, publicAccountRoutes, userRoutes } from './accounts/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { audioRoute } from './audio.ts';
import {
  callerOf,
  forAction,
  requireCaller,
  requirePermission,
  requireSpeech,
  requireStatedAction,
} from './authentication.ts';
import { serveConsole } from './console-files.ts';
import type { HttpContext, TenantContext } from './context.ts';
import { docsRoute, openApiRoute } from './documentation.ts';
import { eraseCandidateRoute, eraseRunRoute } from './erase.ts';
import { eventsRoute } from './events.ts';
import { exportRoute } from './export.ts';
import { fairnessRoute } from './fairness.ts';
import { listRoute } from './list.ts';
import { operatorRoutes } from './operator/routes.ts';
import { pollRoute } from './poll.ts';
import { reportRoute } from './report.ts';
import { envelopeOf, RequestError, requestErrorOf, sendError } from './request-errors.ts';
import { revisionRoutes } from './revisions.ts';
import { addSecurityHeaders, disableCaching } from './security-headers.ts';
import { sharedRoutes, shareRoutes } from './shares/routes.ts';
import { submitRoute } from './submit.ts';
import { transcriptRoute } from './transcript.ts';
import { discardUnreadBody } from './unread-body.ts';
import { waveformRoute } from './waveform.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const satisfies HTTPMethods[];
/** How long a client may take to send a request; 25 MiB in that time is 45 kB a second. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;

/** Tells a path with another method from a path that there is not. */
function notFoundHandler(app: FastifyInstance) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const [url = '/'] = request.url.split('?');
    const allowed = METHODS.filter((method) => app.findRoute({ method, url }));
    if (allowed.length === 0)
      return sendError(new RequestError('NOT_FOUND', 'There is no such path'), request, reply);
    reply.header('allow', allowed.join(', '));
    const message = `${request.method} is not possible here, ${allowed.join(', ')} is`;
    return sendError(new RequestError('METHOD_NOT_ALLOWED', message), request, reply);
  };
}

/** Answers with the contract's envelope whatever a route threw, and logs the faults that are ours. */
function errorHandler(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = requestErrorOf(error);
  if (answer.code === 'INTERNAL_ERROR' || answer.code === 'SERVICE_WARMING_UP') {
    // A client that hung up is nobody's fault.
    if (request.raw.aborted) request.log.info('the client hung up');
    else request.log.error({ err: error }, 'the request failed');
  }
  return sendError(answer, request, reply);
}

/** One line a request, its place in the metrics and its span, without addresses, queries or bodies: those are personal. */
function logResponses(app: FastifyInstance, { metrics, tracing }: HttpContext): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.info(line, 'answered');
    metrics.observeRequest(line.method, route, line.status, reply.elapsedTime / 1000);
    const { method, status } = line;
    tracing.traceRequest({ method, route, status, elapsedMs: reply.elapsedTime, headers: request.headers });
  });
}

/**
 * The routes behind a key or a session; each says what it does, and with that who may use it. They get the store of whoever
 * asks, and no other.
 */
function authenticatedRoutes({ store, ...context }: HttpContext) {
  const storeOf = (request: FastifyRequest) => store.forTenant(callerOf(request).tenantId);
  const own: TenantContext = { ...context, storeOf };
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireCaller({ ...context, store }));
    api.addHook('onRequest', requirePermission);
    api.addHook('onRoute', requireStatedAction);
    api.get('/credits', forAction('credits.read'), (request) =>
      readCredits(storeOf(request).db, callerOf(request).tenantId),
    );
    await api.register(ownSessionRoutes({ ...context, store }));
    await api.register(userRoutes(own));
    await api.register(administrationRoutes(own));
    await api.register(shareRoutes(own));
    api.get('/fairness', forAction('runs.read'), fairnessRoute(own));
    await api.register(speechRoutes(own), { prefix: '/speech' });
  };
}

/** The routes behind a key or a session of a client that may use speech analysis. */
function speechRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireSpeech);
    api.post('/analyze', forAction('runs.submit'), submitRoute(context));
    api.get('/analyze/:id', forAction('runs.read'), pollRoute(context));
    // A HEAD would do all the work, and note that the report was read when it was not.
    const bodyAlone = { ...forAction('runs.read'), exposeHeadRoute: false };
    api.get('/analyze/:id/events', bodyAlone, eventsRoute(context));
    api.get('/analyze/:id/audio', forAction('runs.read'), audioRoute(context));
    api.get('/analyze/:id/waveform', forAction('runs.read'), waveformRoute(context));
    api.get('/analyze/:id/transcript', bodyAlone, transcriptRoute(context));
    api.get('/analyze/:id/report', bodyAlone, reportRoute(context));
    await api.register(revisionRoutes(context), { prefix: '/analyze/:id' });
    api.delete('/analyze/:id', forAction('runs.erase'), eraseRunRoute(context));
    api.get('/runs', forAction('runs.read'), listRoute(context));
    api.get('/runs/export', bodyAlone, exportRoute(context));
    api.delete('/runs', forAction('runs.erase'), eraseCandidateRoute(context));
  };
}

/** `GET /health` and `GET /health/ready`: whether the process answers and can take work. */
function healthRoute({ store, version, endpoints }: HttpContext) {
  return async (): Promise<HealthResponse> => {
    await store.ping();
    const states = endpoints.states();
    return { status: 'ok', live: true, ready: true, version, ...(states && { endpoints: states }) };
  };
}

/** `GET /health/live`: whether the process answers, whatever the database does. */
function livenessRoute({ version }: HttpContext) {
  return async (): Promise<LivenessResponse> => ({ status: 'ok', live: true, version });
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
    frameworkErrors: (_error, request, reply) => {
      // Not the framework's words, which repeat the address.
      const message = 'A part of the path is no text in percent-encoding, or longer than any id';
      void sendError(new RequestError('INVALID_PARAMETERS', message), request, reply);
    },
    clientErrorHandler(_error, socket) {
      if (!socket.writable) return;
      const body = JSON.stringify(
        envelopeOf(new RequestError('INVALID_PARAMETERS', 'This is not an HTTP request')),
      );
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      );
    },
  });
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  // Any other body is left unread: no route takes one.
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
      api.get('/health', healthRoute(context));
      api.get('/health/live', livenessRoute(context));
      api.get('/health/ready', healthRoute(context));
      api.get('/openapi.json', openApiRoute(context));
      api.get('/docs', docsRoute(context));
      await api.register(publicAccountRoutes(context));
      await api.register(sharedRoutes(context));
      await api.register(authenticatedRoutes(context));
      await api.register(operatorRoutes(context), { prefix: '/admin/clients' });
    },
    { prefix: '/api/v1' },
  );
  return app;
}
