export type {
  AnalysisResult,
  Correction,
  CreditsResponse,
  ErasedResponse,
  FairnessReport,
  FinishedPoll,
  HealthResponse,
  History,
  Passage,
  PollResponse,
  RequestErrorCode,
  Review,
  ReviewRequest,
  RunCredits,
  RunRow,
  RunSortKey,
  SortOrder,
  SubmitResponse,
  Waveform,
} from '@vivavoce/contract';
export type { Account, Hold, Transaction } from './account.ts';
export type { Administration, AuditFilter, DeliveryFilter } from './administration.ts';
export type { CandidateRequests } from './candidate-requests.ts';
export { createVivavoce, type Vivavoce, type VivavoceOptions } from './client.ts';
export type { AudioOptions, ReportOptions, TranscriptFile } from './downloads.ts';
export { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
export type { FairnessQuestion } from './fairness.ts';
export {
  type ClientAdministration,
  createVivavoceOperator,
  type OperatorOptions,
  type VivavoceOperator,
} from './operator.ts';
export type { Page, PageOptions, PaginatedList } from './pagination.ts';
export type { SentBytes } from './progress-fetch.ts';
export type { ReadingOptions, RequestOptions } from './request.ts';
export type { Audio, AudioParts, FinishedRun, RunFilter, SubmitFields, SubmitOptions } from './runs.ts';
export type { Shares } from './shares.ts';
export type { WaitOptions } from './wait.ts';
export { verifyWebhook, type WebhookBody } from './webhook.ts';
export { WebhookVerificationError } from './webhook-error.ts';
export type { WebhookHeaders } from './webhook-headers.ts';
