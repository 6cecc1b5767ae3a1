import { creditsResponseSchema } from '../credits.ts';
import { healthResponseSchema, livenessResponseSchema } from '../health.ts';
import { defineOperation } from './operation.ts';

/** Operations on the client's credits. */
export const CREDIT_OPERATIONS = {
  readCredits: defineOperation({
    id: 'readCredits',
    method: 'get',
    path: '/credits',
    summary: 'Read the balance, usage and latest transactions',
    needs: 'key',
    permission: 'credits.read',
    success: {
      status: 200,
      description: 'The credits of the client',
      bodies: { Credits: creditsResponseSchema },
    },
    errors: [],
  }),
};

/** Health checks of the server. */
export const HEALTH_OPERATIONS = {
  readHealth: defineOperation({
    id: 'readHealth',
    method: 'get',
    path: '/health',
    summary: 'Check that the server is up and ready',
    needs: 'nothing',
    success: { status: 200, description: 'Up and ready', bodies: { Health: healthResponseSchema } },
    errors: [],
  }),
  readLiveness: defineOperation({
    id: 'readLiveness',
    method: 'get',
    path: '/health/live',
    summary: 'Liveness probe: whether the process answers',
    needs: 'nothing',
    success: {
      status: 200,
      description: 'The process answers',
      bodies: { Liveness: livenessResponseSchema },
    },
    errors: [],
  }),
  readReadiness: defineOperation({
    id: 'readReadiness',
    method: 'get',
    path: '/health/ready',
    summary: 'Readiness probe: whether the server can accept work',
    needs: 'nothing',
    success: { status: 200, description: 'Ready to accept work', bodies: { Health: healthResponseSchema } },
    errors: [],
  }),
};
