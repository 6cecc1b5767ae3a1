import assert from 'node:assert/strict';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { recordingOfRun } from '../../api/recording.ts';
import { exampleRun } from '../../testing/example-run.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { PassageList } from './passage-button.tsx';
import { PlayerBar } from './player-bar.tsx';
import { PlayerProvider, usePlayer } from './player-context.tsx';
import { usePlayerShortcuts } from './player-shortcuts.ts';
import type { RecordingPlayer } from './recording-player.ts';
import { TimestampedText } from './timestamped-text.tsx';

const RUN = exampleRun('First I was asked.', 'Then I answered.', 'That was all.');
const PASSAGES = [1000, 5000, 9000].map((startMs) => ({
  startMs,
  endMs: startMs + 500,
  label: `word ${startMs}`,
}));

let player: RecordingPlayer;
const frames: FrameRequestCallback[] = [];
const { requestAnimationFrame, cancelAnimationFrame } = globalThis;

// The test decides when a frame is drawn: happy-dom plays nothing, so the time stands where the test puts it.
beforeEach(() => {
  globalThis.requestAnimationFrame = (callback) => frames.push(callback);
  globalThis.cancelAnimationFrame = () => {
    frames.length = 0;
  };
});
afterEach(() => {
  Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame });
});

/** Lets the recording play on to a moment. */
function playOnTo(ms: number): void {
  act(() => {
    player.audio.currentTime = ms / 1000;
    const [frame] = frames.splice(0);
    frame?.(0);
  });
}

function Report() {
  player = usePlayer();
  usePlayerShortcuts(RUN);
  return (
    <>
      <PassageList passages={PASSAGES} label="Evidence" />
      <TimestampedText text="A long pause at 1:05." />
      <PlayerBar run={{ ...RUN, audio: { ...RUN.audio, durationMs: 120_000 } }} />
    </>
  );
}

function renderPlayer(source = recordingOfRun('run-1') as ReturnType<typeof recordingOfRun> | null) {
  return renderPage(
    <PlayerProvider source={source}>
      <Report />
    </PlayerProvider>,
  );
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const shownTime = () => screen.getByTestId('player-time').textContent;

test('the recording plays and pauses, and the time is shown', async () => {
  const user = renderPlayer();
  await user.click(await button('Play'));
  await button('Pause');
  assert.match(player.audio.src, /\/api\/v1\/speech\/analyze\/run-1\/audio$/);
  playOnTo(42_300);
  assert.equal(shownTime(), '0:42 / 2:00');
  await user.click(await button('Pause'));
  await button('Play');
});

test('a passage plays with some context around it and stops by itself', async () => {
  const user = renderPlayer();
  await user.click(await button(/^word 5000/));
  assert.equal(player.timeMs(), 4650);
  assert.ok(!player.audio.paused);
  assert.ok(screen.getAllByText('word 5000').length > 1, 'the bar names the passage');
  playOnTo(5900);
  assert.ok(!player.audio.paused, 'the end of the passage is still audible');
  playOnTo(5960);
  assert.ok(player.audio.paused);
  await screen.findByText('Whole recording');
});

test('"Play all" plays passage after passage', async () => {
  const user = renderPlayer();
  await user.click(await button('Play all'));
  const starts = [player.timeMs()];
  playOnTo(2000);
  starts.push(player.timeMs());
  playOnTo(6000);
  starts.push(player.timeMs());
  playOnTo(10_000);
  assert.deepEqual(starts, [650, 4650, 8650]);
  assert.ok(player.audio.paused);
});

test('seeking cancels the passages that wait', async () => {
  const user = renderPlayer();
  await user.click(await button('Play all'));
  fireEvent.change(await screen.findByRole('slider'), { target: { value: '60' } });
  playOnTo(61_000);
  assert.equal(player.state().passage, null);
  assert.ok(!player.audio.paused);
  assert.equal(shownTime(), '1:01 / 2:00');
});

test('times in a text play from there', async () => {
  const user = renderPlayer();
  await user.click(await button(/1:05/));
  assert.ok(Math.abs(player.timeMs() - 65_000) <= 1000, `${player.timeMs()}`);
  assert.ok(!player.audio.paused);
});

test('keys play, skip and jump from turn to turn', async () => {
  const user = renderPlayer();
  await button('Play');
  await user.keyboard(' ');
  assert.ok(!player.audio.paused);
  await user.keyboard('{ArrowRight}');
  assert.equal(player.timeMs(), 5000);
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  assert.equal(player.timeMs(), 10_000);
  await user.keyboard('{Shift>}{ArrowRight}{ArrowLeft}{/Shift}');
  assert.equal(player.timeMs(), 10_000);
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  assert.equal(player.timeMs(), 0);
});

test('the speed changes', async () => {
  const user = renderPlayer();
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Speed' }), '1.5');
  assert.equal(player.audio.playbackRate, 1.5);
});

test('keys are the player’s wherever the focus is, except where a control owns them', async () => {
  const user = renderPlayer();
  const evidence = await button(/^word 5000/);
  evidence.focus();
  await user.keyboard('{ArrowRight}');
  assert.equal(player.timeMs(), 5000, 'a button owns no arrows');
  await user.keyboard(' ');
  assert.equal(player.state().passage?.label, 'word 5000', 'space presses the button');
  const speed = await screen.findByRole('combobox', { name: 'Speed' });
  speed.focus();
  const before = player.timeMs();
  await user.keyboard('{ArrowRight}');
  assert.equal(player.timeMs(), before, 'a list of choices owns its arrows');
});

test('a passage is quoted with its time', async () => {
  const user = renderPlayer();
  await user.click(await button(/^word 1000/));
  await screen.findByText('0:01: “was”');
});

const file = () => Number(/part=(\d)$/.exec(player.audio.src)?.[1] ?? 1);

/** The file that plays comes to its end, or cannot be played, as browsers report it. */
function report(event: 'ended' | 'error'): void {
  act(() => {
    player.audio.dispatchEvent(new Event(event));
  });
}

describe('a recording in parts', () => {
  const PARTS = recordingOfRun('run-1', [
    { part: 1, startMs: 0, durationMs: 6000 },
    { part: 2, startMs: 7000, durationMs: 60_000 },
  ]);

  test('goes on with the next part, on one time line', async () => {
    const user = renderPlayer(PARTS);
    await user.click(await button('Play'));
    assert.equal(file(), 1);
    playOnTo(5900);
    report('ended');
    assert.deepEqual([file(), player.timeMs(), player.audio.paused], [2, 7000, false]);
    act(() => {
      player.audio.currentTime = 5;
      frames.splice(0)[0]?.(0);
    });
    assert.equal(shownTime(), '0:12 / 2:00');
    report('ended');
    assert.equal(file(), 2, 'it ends with the last part');
  });

  test('plays the passages of each part at their places', async () => {
    const user = renderPlayer(PARTS);
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Speed' }), '1.5');
    await user.click(await button(/^word 9000/));
    assert.deepEqual([file(), player.audio.currentTime, player.timeMs()], [2, 1.65, 8650]);
    assert.ok(!player.audio.paused);
    assert.equal(player.audio.defaultPlaybackRate, 1.5);
    await user.click(await button(/^word 5000/));
    assert.deepEqual([file(), player.timeMs()], [1, 4650]);
  });

  test('a passage that ends with its part is over there, and the next one follows', async () => {
    const user = renderPlayer(PARTS);
    await user.click(await button('Play all'));
    playOnTo(2000);
    assert.equal(player.timeMs(), 4650);
    report('ended');
    assert.deepEqual([file(), player.timeMs(), player.state().passage?.label], [2, 8650, 'word 9000']);
  });

  test('is entered where one seeks, also in the silence between its parts', async () => {
    renderPlayer(PARTS);
    const slider = await screen.findByRole('slider');
    fireEvent.change(slider, { target: { value: '40' } });
    assert.deepEqual([file(), player.audio.currentTime, shownTime()], [2, 33, '0:40 / 2:00']);
    assert.ok(player.audio.paused);
    act(() => player.seek(6500));
    assert.deepEqual([file(), player.timeMs()], [2, 7000]);
    act(() => player.seek(3000));
    assert.deepEqual([file(), player.timeMs()], [1, 3000]);
  });
});

describe('a recording in parts of which one cannot be played', () => {
  const THREE = recordingOfRun('run-1', [
    { part: 1, startMs: 0, durationMs: 6000 },
    { part: 2, startMs: 7000, durationMs: 60_000 },
    { part: 3, startMs: 68_000, durationMs: 30_000 },
  ]);

  test('names it, and plays the others', async () => {
    const user = renderPlayer(THREE);
    await user.click(await button('Play'));
    playOnTo(5900);
    report('ended');
    assert.equal(file(), 2);
    report('error');
    assert.deepEqual([file(), player.timeMs(), player.state().isPlaying], [3, 68_000, true]);
    await screen.findByText(/^Part 2 of the recording cannot be played/);
    assert.equal(screen.queryByText(/^The recording cannot be played/), null);
    await user.click(await button('Pause'));
    // It is not tried again from the end of the part before.
    act(() => player.playFrom(1000));
    report('ended');
    assert.equal(file(), 3);
    await user.click(await button('Pause'));
    // Where one has moved into it, playing goes on behind it.
    act(() => player.seek(20_000));
    report('error');
    await user.click(await button('Play'));
    assert.deepEqual([file(), player.state().isPlaying], [3, true]);
  });

  test('quotes its passages without sound, and plays those of the others', async () => {
    const user = renderPlayer(THREE);
    await user.click(await button(/^word 9000/));
    assert.equal(file(), 2);
    report('error');
    assert.equal(player.state().isPlaying, false);
    assert.equal(player.state().passage?.label, 'word 9000');
    assert.deepEqual(
      screen.getAllByRole('button', { name: /^word/ }).map((one) => one.hasAttribute('data-silent')),
      [false, false, true],
    );
    await user.click(await button('Play all'));
    playOnTo(2000);
    assert.deepEqual([file(), player.timeMs()], [1, 4650]);
    playOnTo(6000);
    assert.ok(player.audio.paused);
    await user.click(await button(/^word 9000/));
    assert.ok(player.audio.paused);
    assert.equal(player.state().passage?.label, 'word 9000', 'its words are shown');
  });

  test('is unavailable where all of them cannot be played', async () => {
    renderPlayer(THREE);
    await button('Play');
    report('error');
    await screen.findByText(/^Part 1 of the recording cannot be played/);
    for (const ms of [10_000, 70_000]) {
      act(() => player.seek(ms));
      report('error');
    }
    await screen.findByText(/^The recording cannot be played/);
  });
});

test('a link to a moment opens there', async () => {
  renderPage(
    <PlayerProvider source={recordingOfRun('run-1')} startMs={97_000}>
      <Report />
    </PlayerProvider>,
  );
  await button('Play');
  assert.equal(player.timeMs(), 97_000);
  assert.ok(player.audio.paused);
});

test('a recording that is missing or cannot be played is reported, and evidence is still quoted', async () => {
  const user = renderPlayer(null);
  await screen.findByText(/^The recording cannot be played/);
  await user.click(await button(/^word 1000/));
  await screen.findByText('0:01: “was”');
  renderPlayer();
  await button('Play');
  act(() => {
    player.audio.dispatchEvent(new Event('error'));
  });
  assert.equal(screen.getAllByText(/^The recording cannot be played/).length, 2);
});
