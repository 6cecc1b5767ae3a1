import { type Voice as SynthesisedVoice, speak } from '@vivavoce/samples/flite';
import { resampled } from './conditions.ts';
import type { Random } from './random.ts';
import type { Excerpt, Talker } from './talkers.ts';

const WELCOME = [
  'Good morning and thank you for coming in today.',
  'Hello, welcome. I hope you found us without trouble.',
  'Good afternoon, thanks for joining me.',
];

const QUESTIONS = [
  'Could you tell me a little about yourself?',
  'What did you do in your last job?',
  'Why would you like to work here?',
  'What do you like most about your work?',
  'Can you give me an example of a problem that you solved?',
  'How did you handle that?',
  'What would your manager say about you?',
  'Tell me about a time when something went wrong.',
  'How do you plan a normal day?',
  'What was the hardest part of it?',
  'Who did you work with?',
  'Do you prefer to work alone or with others?',
  'What did you learn from that?',
  'How long did you stay there?',
  'Why did you leave?',
  'Where do you see yourself in five years?',
  'Which tools do you use every day?',
  'How would you explain that to a customer?',
  'What happened next?',
  'Would you do the same again?',
  'And how did the others react?',
  'When could you start?',
];

const REMARKS = [
  'That is interesting.',
  'Good. Let us move on.',
  'Right, thank you.',
  'We are a small team, and we work with people from many countries.',
  'The role is mostly about planning and about talking to customers.',
  'I understand. Many people tell me that.',
];

const MURMURS = ['Right.', 'I see.', 'Okay.', 'Yes.', 'Good.', 'Sure.'];

/**
 * An interviewer with a synthesised voice: greets, asks, sometimes tells something, and says "right" while others speak.
 * @param speed plays the voice higher and faster, or lower and slower: another person.
 */
export function synthesisedInterviewer(voice: SynthesisedVoice, speed: number): Talker {
  const say = (text: string, stretch: number): Excerpt => {
    const { samples, words } = speak(text, voice, stretch * speed);
    const slowed = words.map((word) => ({
      text: word.text,
      startMs: word.startMs / speed,
      endMs: word.endMs / speed,
    }));
    const region = { startMs: 0, endMs: (samples.length - 1) / 16 / speed };
    return { samples: resampled(samples, speed), regions: [region], words: slowed, scores: [] };
  };
  const spoken = new Map<string, Excerpt>();
  const once = (text: string, random: Random) => {
    const known = spoken.get(text) ?? say(text, random.between(0.9, 1.1));
    spoken.set(text, known);
    return known;
  };
  let greeted = false;
  return {
    talk(lengthMs, random) {
      if (!greeted) {
        greeted = true;
        return once(random.pick(WELCOME), random);
      }
      const question = random.pick(QUESTIONS);
      return once(lengthMs < 4000 ? question : `${random.pick(REMARKS)} ${question}`, random);
    },
    murmur: (_, random) => once(random.pick(MURMURS), random),
  };
}

/** The voices there are. */
export const SYNTHESISED_VOICES: readonly { readonly voice: SynthesisedVoice; readonly gender: 'f' | 'm' }[] =
  [
    { voice: 'slt', gender: 'f' },
    { voice: 'rms', gender: 'm' },
    { voice: 'awb', gender: 'm' },
  ];
