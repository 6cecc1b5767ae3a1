/** Interviews written for the tests, one line a contribution: who speaks, what is said. */
import type { Segment, Turn, Word } from '../speech/timeline.ts';

/** Who speaks (a number) and what is said. */
export type Line = readonly [speaker: number, text: string];

/** An ordinary interview: speaker 0 asks, speaker 1 answers. */
export const ORDINARY: readonly Line[] = [
  [0, 'Good morning, thank you for coming. Could you tell me about your current job?'],
  [
    1,
    'Sure. I work as a logistics planner in a small company. My team takes care of all the deliveries in the north, and I plan the routes every morning.',
  ],
  [0, 'What do you like about it?'],
  [
    1,
    'I like that every day is different. Last winter we had a storm, and I had to plan everything again in one hour with two colleagues.',
  ],
  [0, 'How did you handle that?'],
  [
    1,
    'Well, I called the drivers first. Then we made a list of the customers who could not wait, and I told the others that we would be late.',
  ],
  [0, 'Thank you. We will be in touch next week.'],
  [1, 'Thank you very much for the invitation.'],
];

/** A panel: speakers 0 and 2 ask, speaker 1 answers. */
export const PANEL: readonly Line[] = [
  [
    0,
    'Welcome. This is my colleague from the support team. Let us start with your experience. What have you done so far?',
  ],
  [
    1,
    'I studied chemistry and then I worked in a laboratory for three years. I was responsible for the samples that came from the hospitals.',
  ],
  [2, 'Which instruments did you use there?'],
  [1, 'Mostly two kinds of spectrometers. I also wrote small programs because I wanted to save time.'],
  [0, 'And why do you want to leave?'],
  [
    1,
    'I would like to work with people more. In the laboratory I was alone most of the day, and I missed talking to others.',
  ],
  [2, 'Do you have experience with customers?'],
  [
    1,
    'A little. During my studies I worked in a shop, and I helped the customers to find the right products.',
  ],
];

/** The interviewer speaks most of the words and presents the company. */
export const TALKATIVE_INTERVIEWER: readonly Line[] = [
  [
    0,
    'Welcome, thanks for joining. Before we begin I would like to say a few words about us. We are a company of two hundred people, we build software for libraries, and our customers are in twelve countries. The role is in the team that looks after the catalogue. You would work with four developers and one designer. So, could you tell me what you have been doing?',
  ],
  [1, 'I have been working for a bank. I tested the payment system and wrote reports for my manager.'],
  [
    0,
    'That is interesting. Our team has the same problem, because we grew so quickly that nobody wrote the tests. We have started with a new tool this spring, it runs every night, and the results are on a big screen in the kitchen so that everybody sees them. How would you begin with such a system?',
  ],
  [1, 'I would first look at what breaks most often. Then I would write tests for that part.'],
  [
    0,
    'Good. That is close to what we do, and I think you would enjoy the discussions we have on Mondays. We sit together for an hour and everybody brings one problem of the last week. What would you bring?',
  ],
  [1, 'Maybe a report that took me two days because the data came from three systems.'],
];

/** The candidate, speaker 1, asks back at the end. */
export const ASKING_BACK: readonly Line[] = [
  ...ORDINARY.slice(0, 6),
  [0, 'Good. Do you have any questions for us?'],
  [1, 'Yes. How big is the team? And what would I do in the first month?'],
  [0, 'There are nine people in the team. In the first month you would learn the system with a colleague.'],
  [1, 'Is it possible to work from home? And when do you decide?'],
  [0, 'Two days a week, yes. We decide at the end of the month and let you know.'],
];

/** The recruiter presents herself, the company and the position before the first question. */
export const RECRUITER_MONOLOGUE: readonly Line[] = [
  [
    0,
    'Good afternoon. Can you hear me well? Great. My name is Helen and I am a recruiter here. Before we start I will tell you what happens today. First I say something about the company, then about the position, and after that it is your turn. We make lamps for hospitals. It began forty years ago with two brothers in a barn, and today we have four plants and nine hundred people. I joined eleven years ago, I started in the warehouse, and I still think that it is a good place to work.',
  ],
  [
    0,
    'The position is in the service department. My colleagues there repair lamps, they visit our customers, and they write down what broke and why. I was with them for a week last spring, and I was surprised how much they drive. You would have a car, a telephone and a region of your own. We pay for the training, which takes three months, and I have prepared the papers for you. So, that was a lot from me. What have you done until now?',
  ],
  [
    1,
    'I am an electrician. I worked on ships for four years, mostly at night, and I repaired the lights and the pumps.',
  ],
  [0, 'And why do you want to leave?'],
  [1, 'My daughter was born, and I would like to be at home in the evening.'],
  [0, 'I understand. When could you start?'],
  [1, 'In two months, because I have a contract until then.'],
];

/** A second interviewer, speaker 2, comes in near the end. */
export const LATE_JOINER: readonly Line[] = [
  ...ORDINARY.slice(0, 6),
  [2, 'Sorry that I am late. I lead the team. May I ask one thing? Do you speak any other language?'],
  [1, 'Yes, I speak Polish with my parents, and I learned some German when I worked in Hamburg.'],
  ...ORDINARY.slice(6),
];

/** One voice only: the answers of a candidate, recorded alone. */
export const MONOLOGUE: readonly Line[] = [
  [
    0,
    'My name is not important. I have worked in hotels for six years, first at the reception and then as a manager of the evening shift.',
  ],
  [
    0,
    'I like the work because I meet people from everywhere. Once a guest lost his passport and we looked for it half the night. We found it in the laundry.',
  ],
];

/** Two people whom the diarization took for one. */
export const MERGED: readonly Line[] = ORDINARY.map(([, text]) => [0, text] as const);

/** The lines as segments and turns: three words a second, half a second between the contributions. */
export function recognised(lines: readonly Line[]): { segments: Segment[]; turns: Turn[] } {
  const msAWord = 333;
  let at = 0;
  const segments = lines.map(([speaker, text]): Segment => {
    const words = text.split(' ').map((word, index): Word => {
      const startMs = at + index * msAWord;
      return { text: word, confidence: 0.9, kind: 'word', phones: [], startMs, endMs: startMs + msAWord };
    });
    const startMs = at;
    at = startMs + words.length * msAWord + 500;
    return {
      speaker,
      words,
      startMs,
      endMs: startMs + words.length * msAWord,
      expertScores: { accuracy: 5, fluency: 5, prosodic: 5, total: 5 },
    };
  });
  return { segments, turns: segments.map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs })) };
}
