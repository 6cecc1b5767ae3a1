/** A child process of the speech pool: does one piece of work after another, on one thread, until its parent goes. */
import { inspect } from 'node:util';
import { type AlignedLanguage, type Aligner, loadAligner } from '../alignment/aligner.ts';
import { encodeBlocks, loadEncoder } from '../encoder.ts';
import { type EncodeStretch, stretchEncoder } from '../turns/encode-stretches.ts';
import { loadSegmentationModels, type SeparateSpeakers } from '../turns/segmentation/segmentation-models.ts';
import { loadSpeakerModels } from '../turns/speaker-models.ts';
import { loadRecognitionModels, type RecognitionModels, recognise } from '../words/recogniser.ts';
import type { AnswerMessage, SpeechTasks, TaskMessage, TaskName } from './protocol.ts';

/** Nearly all work needs it. */
const encoder = loadEncoder();
encoder.catch(() => {}); // Told to whoever sends work.
let voices: Promise<EncodeStretch> | undefined;
let recognition: Promise<RecognitionModels> | undefined;
let separation: Promise<SeparateSpeakers> | undefined;
const aligners = new Map<AlignedLanguage, Promise<Aligner>>();

async function work(message: TaskMessage): Promise<SpeechTasks[TaskName]['answer']> {
  switch (message.task) {
    case 'encode': {
      const { samples, blocks } = message.request;
      return encodeBlocks(await encoder, samples, blocks);
    }
    case 'encodeStretch':
      voices ??= Promise.all([encoder, loadSpeakerModels()]).then((models) => stretchEncoder(...models));
      return (await voices)(message.request.stretch);
    case 'recognise':
      recognition ??= encoder.then((loaded) =>
        loadRecognitionModels(loaded, message.request.transcriberFolder),
      );
      return recognise(message.request.pieces, await recognition);
    case 'separate':
      separation ??= loadSegmentationModels(message.request.files);
      return (await separation)(message.request.samples);
    case 'align': {
      const { samples, words, language } = message.request;
      const loaded = await alignerOf(language);
      try {
        return loaded.align(samples, words);
      } catch (error) {
        // A decoder that gave up, for want of memory, answers nobody after that.
        aligners.delete(language);
        throw error;
      }
    }
  }
}

function alignerOf(language: AlignedLanguage): Promise<Aligner> {
  const loaded = aligners.get(language) ?? loadAligner(language);
  aligners.set(language, loaded);
  return loaded;
}

process.on('message', async (message: TaskMessage) => {
  let reply: AnswerMessage;
  try {
    reply = { answer: await work(message) };
  } catch (error) {
    reply = { failure: error instanceof Error ? error.message : inspect(error) };
  }
  process.send?.(reply, (error: Error | null) => {
    // The parent went while it was waited for: nobody needs the answer.
    if (error) process.exit(1);
  });
});
process.on('disconnect', () => process.exit());
