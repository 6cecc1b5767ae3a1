import assert from 'node:assert/strict';
import { screen, waitFor, within } from '@testing-library/react';
import { type Comment, exampleOf, finishedPollSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { recordingOfRun } from '../../api/recording.ts';
import { exampleRun } from '../../testing/example-run.ts';
import { apiServer } from '../../testing/page-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { NameSpeakers } from '../candidate/name-speakers.tsx';
import { PlayerProvider } from '../player/player-context.tsx';
import { TranscriptPanel } from '../transcript/transcript-panel.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import { useDiscussion } from './discussion.ts';

const EXAMPLE = exampleRun('My name is Daniel.', 'We built a bridge.');
const speaker = (id: string, role: 'candidate' | 'interviewer') => ({
  ...exampleOf(finishedPollSchema.shape.transcript.shape.speakers.element),
  speaker: id,
  speakerLabel: id === 'speaker_0' ? 'Speaker 1' : 'Speaker 2',
  role,
});
const RUN = {
  ...EXAMPLE,
  transcript: {
    ...EXAMPLE.transcript,
    candidateSpeaker: 'speaker_0',
    speakers: [speaker('speaker_0', 'candidate'), speaker('speaker_1', 'interviewer')],
  },
};
const COMMENT: Comment = {
  id: 'c1',
  atMs: 10_000,
  text: 'A good example of teamwork.',
  createdAt: RUN.timestamp,
  by: { kind: 'user', id: 'u2', label: 'Ben Okafor' },
  isOwn: false,
};

function TranscriptWithComments({ isPermitted }: { isPermitted: boolean }) {
  const discussion = useDiscussion(RUN, isPermitted);
  return (
    <PlayerProvider source={recordingOfRun(RUN.id)}>
      <TranscriptPanel run={RUN} discussion={discussion} />
      {discussion && <CommentsPanel discussion={discussion} />}
    </PlayerProvider>
  );
}

function open(comments: readonly Comment[], isPermitted = true) {
  apiServer.on('GET /speech/analyze/run-1/comments', { body: { comments } });
  return renderPage(<TranscriptWithComments isPermitted={isPermitted} />);
}

test('speakers are named by hand, and a name that is emptied is taken away', async () => {
  const user = renderPage(<NameSpeakers runId="run-1" speakers={RUN.transcript.speakers} />);
  const name = 'PUT /speech/analyze/run-1/speakers';
  apiServer.on(name, { body: { names: {} } });
  await user.click(await screen.findByRole('button', { name: 'Name the speakers' }));
  const dialog = await screen.findByRole('dialog', { name: 'Names of the speakers' });
  await user.type(within(dialog).getByLabelText('Speaker 2 (interviewer)'), ' Ms Weber ');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => assert.equal(apiServer.received(name).length, 1));
  const [request] = apiServer.received(name);
  assert.deepEqual(JSON.parse(request?.body.toString() ?? ''), { names: { speaker_1: 'Ms Weber' } });
});

test('a comment is written at a moment and shown there; only one’s own can be deleted', async () => {
  const user = open([COMMENT]);
  const words = await screen.findByRole('region', { name: 'What was said' });
  await within(words).findByText('A good example of teamwork.');
  assert.equal(screen.queryByRole('button', { name: /^Delete your comment/ }), null);
  const create = 'POST /speech/analyze/run-1/comments';
  const own = { ...COMMENT, id: 'c2', atMs: 0, text: 'Clear introduction.', isOwn: true };
  apiServer.on(create, { status: 201, body: own });
  await user.click(screen.getByRole('button', { name: 'Comment on what was said at 0:00' }));
  await user.type(await screen.findByRole('textbox', { name: 'Comment at 0:00' }), 'Clear introduction.');
  apiServer.on('GET /speech/analyze/run-1/comments', { body: { comments: [own, COMMENT] } });
  await user.click(within(words).getByRole('button', { name: 'Comment' }));
  await within(words).findByText('Clear introduction.');
  assert.deepEqual(JSON.parse(apiServer.received(create)[0]?.body.toString() ?? ''), {
    atMs: 0,
    text: 'Clear introduction.',
  });
  apiServer.on('DELETE /speech/analyze/run-1/comments/c2', { status: 204 });
  await user.click(await within(words).findByRole('button', { name: 'Delete your comment at 0:00' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete your comment?' });
  const read = apiServer.received('GET /speech/analyze/run-1/comments').length;
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => assert.equal(apiServer.received('DELETE /speech/analyze/run-1/comments/c2').length, 1));
  // The list is read again, which must not reach into the next test.
  await waitFor(() =>
    assert.equal(apiServer.received('GET /speech/analyze/run-1/comments').length, read + 1),
  );
});

test('who may not review sees no comments, and none are asked for', async () => {
  open([COMMENT], false);
  await screen.findByRole('region', { name: 'What was said' });
  assert.equal(screen.queryByRole('heading', { name: 'Comments' }), null);
  assert.equal(apiServer.received('GET /speech/analyze/run-1/comments').length, 0);
});
