/**
 * What an English sentence does in an interview: asks, hosts, or tells one's own story.
 *
 * Words are compared in lower case without apostrophes and punctuation ("I'm" and "im" are one). A question is a
 * sentence that ends in a question mark, or starts with a question word or an inverted auxiliary, or asks for an answer
 * in the imperative ("tell me about"), because recognisers often write a full stop after a spoken question
 * (question forms: Biber et al. 1999, Longman Grammar of Spoken and Written English, ch. 3.13).
 */

const QUESTION_WORDS = new Set('what why how when where who which whose'.split(' '));
const AUXILIARIES = new Set(
  'do does did dont didnt are is was were arent isnt can could would will wouldnt have has had should may'.split(
    ' ',
  ),
);
const SUBJECTS = new Set('i you he she it we they there this that your the any anyone someone'.split(' '));
const OPENERS = new Set(
  'so and but or okay ok well now right great good alright thanks yes yeah no um uh er great perfect'.split(
    ' ',
  ),
);
const ANSWERS = new Set(
  'yes yeah yep yup no nope sure absolutely definitely certainly exactly correct'.split(' '),
);
const FIRST_PERSON = new Set('i im ive id ill my me mine myself we weve our us'.split(' '));
const SECOND_PERSON = new Set('you your youre youve youd youll yours yourself'.split(' '));

/** What the person who leads an interview says, whatever the job. */
const HOSTING_PHRASES = [
  'thank you for coming',
  'thanks for coming',
  'thank you for joining',
  'thanks for joining',
  'thank you for your time',
  'thanks for your time',
  'thank you for taking the time',
  'thanks for taking the time',
  'welcome',
  'tell me',
  'tell us',
  'walk me through',
  'walk us through',
  'talk me through',
  'lets start',
  'lets begin',
  'lets move on',
  'next question',
  'last question',
  'final question',
  'another question',
  'questions for me',
  'questions for us',
  'questions you would like to ask',
  'be in touch',
  'get back to you',
  'let you know',
  'your cv',
  'your resume',
  'your application',
  'can you describe',
  'could you describe',
  'can you give me an example',
  'could you give me an example',
  'give me an example',
  'the role is',
  'we are looking for',
  'were looking for',
  'the next step',
];

/** What people say who tell of their own work, or who are guests in the conversation. */
const NARRATIVE_PHRASES = [
  'i work',
  'i worked',
  'i have worked',
  'ive worked',
  'i was working',
  'i have been working',
  'ive been working',
  'i used to',
  'i was responsible',
  'i am responsible',
  'i had to',
  'i decided',
  'i learned',
  'i learnt',
  'i studied',
  'i graduated',
  'i managed',
  'i started',
  'i joined',
  'i helped',
  'i led',
  'i built',
  'my team',
  'my colleagues',
  'my manager',
  'my boss',
  'my background',
  'my experience',
  'my degree',
  'my studies',
  'my company',
  'my job',
  'my last job',
  'my previous',
  'my current',
  'thank you for having me',
  'thanks for having me',
  'thank you for the opportunity',
  'thanks for the opportunity',
  'thank you for inviting me',
];

/** The words of a text as they are compared: lower case, letters and digits only. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A text cut after every full stop, question mark and exclamation mark; empty pieces are dropped. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.?!])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Whether a sentence asks for an answer. */
export function asksForAnswer(sentence: string): boolean {
  if (sentence.endsWith('?')) return true;
  const words = plainWords(sentence);
  const start = words.findIndex((word) => !OPENERS.has(word));
  if (start < 0) return false;
  const [first, second, third] = words.slice(start);
  if (first === undefined || second === undefined) return false;
  if (QUESTION_WORDS.has(first)) {
    return AUXILIARIES.has(second) || (third !== undefined && AUXILIARIES.has(third));
  }
  if (AUXILIARIES.has(first)) return SUBJECTS.has(second);
  const rest = ` ${words.slice(start).join(' ')} `;
  return / (tell|walk|talk|give) (me|us) /.test(rest) || /^ please (describe|explain) /.test(rest);
}

/** A question to another person has at least so many words: "you know?" asks nothing. */
const MIN_QUESTION_WORDS = 4;
/** An answer says "I" or "my" among its first words, */
const ANSWER_OPENING_WORDS = 4;
/** or begins by pointing at what was asked for: "What was the hardest repair? That was a pump." */
const POINTING_BACK = /^(that|it) (was|is|would|will|has|depends)|^(thats|its|because|from|for) /;

/**
 * How many questions to another person are answered in the very next sentence: "Have you supervised anybody? Yes, I led a team
 * of three." In the words of one speaker they tell that two people were taken for one (adjacency pairs: Schegloff and Sacks 1973).
 */
export function countAnsweredByThemselves(sentences: readonly string[]): number {
  return goesOnAfterAsking(sentences).filter(soundsLikeAnswer).length;
}

/** After how many questions to another person whoever asked goes on with something else than a question, answer or not. */
export function countKeptQuestions(sentences: readonly string[]): number {
  return goesOnAfterAsking(sentences).length;
}

/** The sentences that follow a question to another person and are no questions themselves. */
function goesOnAfterAsking(sentences: readonly string[]): string[] {
  return sentences.filter((sentence, n) => {
    const before = sentences[n - 1];
    return before !== undefined && asksSomebodyElse(before) && !asksForAnswer(sentence);
  });
}

function asksSomebodyElse(sentence: string): boolean {
  const words = plainWords(sentence);
  if (words.length < MIN_QUESTION_WORDS || !asksForAnswer(sentence)) return false;
  const addressed = words.some((word) => SECOND_PERSON.has(word));
  return (
    (addressed || / (me|us) /.test(` ${words.join(' ')} `)) &&
    !/ you (know|see) /.test(` ${words.join(' ')} `)
  );
}

function soundsLikeAnswer(sentence: string): boolean {
  const words = plainWords(sentence);
  const [first] = words;
  if (first !== undefined && ANSWERS.has(first)) return true;
  if (POINTING_BACK.test(words.join(' '))) return true;
  return words.slice(0, ANSWER_OPENING_WORDS).some((word) => FIRST_PERSON.has(word));
}

/** How many of the words are forms of "I" and "we". */
export function countFirstPerson(words: readonly string[]): number {
  return words.filter((word) => FIRST_PERSON.has(word)).length;
}

/** How many of the words are forms of "you". */
export function countSecondPerson(words: readonly string[]): number {
  return words.filter((word) => SECOND_PERSON.has(word)).length;
}

/** How many different phrases of somebody who leads an interview occur. */
export function countHosting(words: readonly string[]): number {
  return countPhrases(words, HOSTING_PHRASES);
}

/** How many different phrases of somebody who tells of their own work occur. */
export function countNarrative(words: readonly string[]): number {
  return countPhrases(words, NARRATIVE_PHRASES);
}

function countPhrases(words: readonly string[], phrases: readonly string[]): number {
  const text = ` ${words.join(' ')} `;
  return phrases.filter((phrase) => text.includes(` ${phrase} `)).length;
}
