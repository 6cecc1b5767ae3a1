/**
 * What the events of four applicant tracking systems say about an interview: checks that an event comes from where it says, and
 * finds the recording, the candidate and the job in it. `ats-receiver.mjs` submits what is found.
 *
 * None of them sends recordings by itself: somebody, or the tool that records, leaves a link or a file with the candidate. Change
 * `isRecording` and `RECORDING_FIELD` to what you do.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @typedef {object} Interview
 * @property {string} recording address of the recording
 * @property {Record<string, string>} [headers] that its download needs: then it is downloaded here, and not by Vivavoce
 * @property {string} externalId the candidate, as your system knows them
 * @property {Record<string, string>} metadata
 * @property {string} event names the event: when it comes twice, it is submitted once
 */

/**
 * @typedef {object} AtsEvent
 * @property {Record<string, string | string[] | undefined>} headers in lower case
 * @property {string} body as received
 */

/** The name of the field, or of the question, that holds the link to a recording. */
const RECORDING_FIELD = /interview recording/i;

/** @param {string} name of a file */
const isRecording = (name) => /\.(mp3|wav|m4a|webm|ogg|opus|flac|mp4|mov|mkv)$/i.test(name);

/** @param {string | undefined} given @param {string} expected */
function isSame(given, expected) {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** @param {string} text @param {string} secret */
const hmac = (text, secret) => createHmac('sha256', secret).update(text).digest('hex');

/** @param {AtsEvent} event @param {string} name */
const header = ({ headers }, name) => /** @type {string | undefined} */ (headers[name]);

/** An event that was not signed with the secret that it should be signed with. */
export class ForgedEventError extends Error {}

/** @param {boolean} isGenuine */
function requireGenuine(isGenuine) {
  if (!isGenuine) throw new ForgedEventError('The signature of the event is wrong');
}

/**
 * Greenhouse Recruiting, event "Candidate or prospect changed stage": `Signature: sha256 <hex>` over the body. Attachments have
 * signed addresses.
 * @param {AtsEvent} event @param {string} secret
 * @returns {Interview | null}
 */
function greenhouse(event, secret) {
  requireGenuine(isSame(header(event, 'signature'), `sha256 ${hmac(event.body, secret)}`));
  const { action, payload } = JSON.parse(event.body);
  if (action !== 'candidate_stage_change') return null;
  const { application } = payload;
  const { candidate, jobs, current_stage: stage } = application;
  const file = candidate.attachments.find((/** @type {any} */ one) => isRecording(one.filename));
  if (!file) return null;
  const [job] = jobs;
  return {
    recording: file.url,
    externalId: `greenhouse-${candidate.id}`,
    metadata: { application: String(application.id), job: job?.name ?? '', stage: stage?.name ?? '' },
    event: `greenhouse-${header(event, 'greenhouse-event-id')}`,
  };
}

/**
 * Ashby, `candidateStageChange`: `Ashby-Signature: sha256=<hex>` over the body. The link is in a custom field of the application.
 * @param {AtsEvent} event @param {string} secret
 * @returns {Interview | null}
 */
function ashby(event, secret) {
  requireGenuine(isSame(header(event, 'ashby-signature'), `sha256=${hmac(event.body, secret)}`));
  const { action, data } = JSON.parse(event.body);
  if (action !== 'candidateStageChange') return null;
  const { application } = data;
  const field = application.customFields.find((/** @type {any} */ one) => RECORDING_FIELD.test(one.title));
  if (!field) return null;
  const { candidate, job, currentInterviewStage: stage } = application;
  return {
    recording: field.value,
    externalId: `ashby-${candidate.id}`,
    metadata: { application: application.id, job: job.title, stage: stage.title },
    event: `ashby-${application.id}-${stage.id}`,
  };
}

/**
 * Lever, `candidateStageChange`: the body has a signature over its token and time. It names ids alone; the files of the
 * opportunity are asked for, and downloaded, with an API key.
 * @param {AtsEvent} event @param {string} secret
 * @returns {Promise<Interview | null>}
 */
async function lever(event, secret) {
  const { LEVER_API_KEY = '', LEVER_API = 'https://api.lever.co/v1' } = process.env;
  const { event: kind, token, triggeredAt, signature, data } = JSON.parse(event.body);
  requireGenuine(isSame(signature, hmac(`${token}${triggeredAt}`, secret)));
  if (kind !== 'candidateStageChange') return null;
  const headers = { authorization: `Basic ${Buffer.from(`${LEVER_API_KEY}:`).toString('base64')}` };
  const files = `${LEVER_API}/opportunities/${encodeURIComponent(data.opportunityId)}/files`;
  const response = await fetch(files, { headers });
  if (!response.ok) throw new Error(`Lever answered ${response.status}`);
  const found = /** @type {any} */ (await response.json()).data;
  const file = found.find((/** @type {any} */ one) => isRecording(one.name));
  if (!file) return null;
  return {
    recording: `${files}/${encodeURIComponent(file.id)}/download`,
    headers,
    externalId: `lever-${data.opportunityId}`,
    metadata: { stage: data.toStageId },
    event: `lever-${data.opportunityId}-${triggeredAt}`,
  };
}

/**
 * Workable, `candidate_moved`: `X-Workable-Signature: <hex>` over the body. The link is the answer to a question.
 * @param {AtsEvent} event @param {string} secret
 * @returns {Interview | null}
 */
function workable(event, secret) {
  requireGenuine(isSame(header(event, 'x-workable-signature'), hmac(event.body, secret)));
  const { id, event_type: kind, data } = JSON.parse(event.body);
  if (kind !== 'candidate_moved') return null;
  const found = data.answers.find((/** @type {any} */ one) => RECORDING_FIELD.test(one.question.body));
  if (!found) return null;
  return {
    recording: found.answer.body,
    externalId: `workable-${data.id}`,
    metadata: { job: data.job.title, stage: data.stage },
    event: `workable-${id}`,
  };
}

/**
 * Each system's events, by the path that they are sent to: the interview to submit, or null where there is none. They throw
 * ForgedEventError.
 */
export const SYSTEMS = { greenhouse, ashby, lever, workable };
