import { ADMINISTRATION_OPERATIONS } from './administration-operations.ts';
import { CANDIDATE_OPERATIONS } from './candidate-operations.ts';
import { CANDIDATE_REQUEST_OPERATIONS } from './candidate-request-operations.ts';
import { COMMENT_OPERATIONS } from './comment-operations.ts';
import { DOWNLOAD_OPERATIONS } from './download-operations.ts';
import type { Operation } from './operation.ts';
import { OPERATOR_OPERATIONS } from './operator-operations.ts';
import { REVISION_OPERATIONS } from './revision-operations.ts';
import { RUN_OPERATIONS, SUBMIT_OPERATIONS } from './run-operations.ts';
import { SECOND_FACTOR_OPERATIONS } from './second-factor-operations.ts';
import { CREDIT_OPERATIONS, HEALTH_OPERATIONS } from './server-operations.ts';
import { SESSION_OPERATIONS } from './session-operations.ts';
import { SHARE_OPERATIONS } from './share-operations.ts';
import { USER_OPERATIONS } from './user-operations.ts';

/** All operations of the API, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  SUBMIT_OPERATIONS,
  DOWNLOAD_OPERATIONS,
  RUN_OPERATIONS,
  CREDIT_OPERATIONS,
  HEALTH_OPERATIONS,
  REVISION_OPERATIONS,
  COMMENT_OPERATIONS,
  CANDIDATE_OPERATIONS,
  SESSION_OPERATIONS,
  SECOND_FACTOR_OPERATIONS,
  USER_OPERATIONS,
  ADMINISTRATION_OPERATIONS,
  OPERATOR_OPERATIONS,
  SHARE_OPERATIONS,
  CANDIDATE_REQUEST_OPERATIONS,
].flatMap((operations): readonly Operation[] => Object.values(operations));
