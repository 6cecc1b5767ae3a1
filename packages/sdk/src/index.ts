export type {
  AnalysisResult,
  CreditsResponse,
  HealthResponse,
  PollResponse,
  RequestErrorCode,
  RunCredits,
  SubmitResponse,
} from '@vivavoce/contract';
export { createVivavoce, type Vivavoce, type VivavoceOptions } from './client.ts';
export { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
export type { RequestOptions } from './request.ts';
export type { FinishedRun, SubmitFields } from './runs.ts';
export type { WaitOptions } from './wait.ts';
