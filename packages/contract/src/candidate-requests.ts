import { z } from 'zod';

/** What a candidate can ask for on the report that was shared with them. */
export const CANDIDATE_REQUEST_KINDS = ['contest', 'person', 'correction', 'objection', 'erasure'] as const;

/** The scores that can be contested; null stands for the report as a whole. */
export const CONTESTED_SCORES = ['overall', 'vocabulary', 'fluency', 'accent'] as const;

/** How far the answer to a request is. */
export const CANDIDATE_REQUEST_STATES = ['open', 'answered', 'closed'] as const;

/** Answers that the organisation gives. */
export const REQUEST_DECISIONS = ['granted', 'declined'] as const;

/** Longest text of a request or of its answer, characters. */
export const MAX_REQUEST_TEXT = 4000;

export const candidateRequestKindSchema = z
  .enum(CANDIDATE_REQUEST_KINDS)
  .describe(
    'contest: have a score looked at again; person: have a person listen; correction: have data corrected, such as a name; objection: object to the processing; erasure: have everything about the interview erased',
  );

const contestedScore = z
  .enum(CONTESTED_SCORES)
  .nullable()
  .describe('The contested score; null for the report as a whole, and for other kinds');
const atMs = z
  .int()
  .min(0)
  .max(24 * 60 * 60_000)
  .nullable()
  .describe('The moment of the recording that it is about, ms from its start');
const text = z.string().trim().min(1).max(MAX_REQUEST_TEXT);

export const newCandidateRequestSchema = z
  .strictObject({
    kind: candidateRequestKindSchema,
    score: contestedScore.default(null),
    atMs: atMs.default(null),
    message: text.nullable().default(null).describe('In the candidate’s own words'),
  })
  .refine(({ kind, score }) => score === null || kind === 'contest', {
    path: ['score'],
    message: 'is for requests of the kind contest only',
  })
  .refine(({ kind, message }) => message !== null || kind !== 'correction', {
    path: ['message'],
    message: 'is needed to say what is to be corrected',
  })
  .describe('A request of a candidate');

const requestShape = {
  id: z.string(),
  kind: candidateRequestKindSchema,
  score: contestedScore,
  atMs,
  message: z.string().nullable().describe('Null if there was none, or once the run was erased'),
  requestedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().describe('When it has to be answered; set when it was made and never moved'),
  state: z
    .enum(CANDIDATE_REQUEST_STATES)
    .describe(
      'open: to be answered; answered: what was promised is to be done; closed: nothing is left to do',
    ),
  outcome: z
    .enum([...REQUEST_DECISIONS, 'withdrawn', 'erased'])
    .nullable()
    .describe(
      'The answer; withdrawn: by the candidate; erased: the run was erased before it was answered; null while open',
    ),
  answer: z.string().nullable().describe('The organisation’s words to the candidate'),
  answeredAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
};

export const ownRequestSchema = z.object(requestShape).describe('A request, as its candidate sees it');

export const ownRequestListSchema = z
  .object({
    organisation: z.string().describe('Organisation that shared the report'),
    answerDays: z.int().min(1).describe('Within how many days new requests are answered'),
    requests: z.array(ownRequestSchema),
  })
  .describe('The requests of the candidate about the shared run, newest first');

export const candidateRequestSchema = z
  .object({
    ...requestShape,
    runId: z.string(),
    externalId: z.string().nullable().describe('externalId of the run while it exists'),
    owner: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('The user who sees to it; null for nobody yet'),
  })
  .describe('A request of a candidate about a run');

export const candidateRequestQuerySchema = z.object({
  state: z.enum(CANDIDATE_REQUEST_STATES).optional().describe('Requests in this state'),
});

export const candidateRequestListSchema = z
  .object({
    requests: z
      .array(candidateRequestSchema)
      .describe('Open ones first by their due date, then answered ones, then closed ones; at most 500'),
    members: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe('The users who can see to requests, by name'),
  })
  .describe('Requests of candidates');

export const candidateRequestChangesSchema = z
  .strictObject({ ownerId: z.string().nullable().describe('Id of the user who sees to it; null for nobody') })
  .describe('Who sees to a request');

export const candidateRequestAnswerSchema = z
  .strictObject({
    decision: z
      .enum(REQUEST_DECISIONS)
      .describe('granted: it is done or will be; declined: it is not, for the reason that the answer names'),
    answer: text.nullable().default(null).describe('What the candidate reads'),
  })
  .describe(
    'An answer. Needs its words, except where erasure is granted: that erases the run at once, and the link to it',
  );

/** What a candidate asks for. */
export type CandidateRequestKind = (typeof CANDIDATE_REQUEST_KINDS)[number];
/** How far the answer to a request is. */
export type CandidateRequestState = (typeof CANDIDATE_REQUEST_STATES)[number];
/** The answer that the organisation gives. */
export type RequestDecision = (typeof REQUEST_DECISIONS)[number];
/** A request of a candidate to make. */
export type NewCandidateRequest = z.infer<typeof newCandidateRequestSchema>;
/** A request, as its candidate sees it. */
export type OwnRequest = z.infer<typeof ownRequestSchema>;
/** The requests of a candidate about a shared run. */
export type OwnRequestList = z.infer<typeof ownRequestListSchema>;
/** A request of a candidate about a run. */
export type CandidateRequest = z.infer<typeof candidateRequestSchema>;
/** Requests of candidates, and who can see to them. */
export type CandidateRequestList = z.infer<typeof candidateRequestListSchema>;
/** An answer to a request. */
export type CandidateRequestAnswer = z.infer<typeof candidateRequestAnswerSchema>;
