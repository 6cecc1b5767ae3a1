/** What interviewers say in the interviews that the candidate model learns from; half of each list is kept for judging. */

/** How they begin. */
export const GREETINGS = [
  'Hello, please come in and sit down.',
  'Good morning. How are you today?',
  'Hi, nice to meet you. My name is on the door.',
  'Good afternoon, thank you for coming.',
  'Thanks for joining me today. Did you find the way?',
  'Hello. Can you hear me?',
  'Welcome, it is good to see you.',
  'Thank you for taking the time. Shall we begin?',
];

/** What they ask. */
export const QUESTIONS = [
  'What is your name?',
  'Where do you live?',
  'How did you come here today?',
  'What kind of work do you do?',
  'How many people work with you?',
  'What do you do on weekends?',
  'Could you describe your office for me?',
  'Why did you choose that company?',
  'When did you start?',
  'Do you like it there?',
  'Is it difficult?',
  'Have you ever managed a team?',
  'What was the biggest mistake you made, and what came of it?',
  'Tell me about your family.',
  'Tell me more about that project.',
  'How would you deal with a customer who is angry?',
  'Which of the two do you prefer?',
  'Who decides what you do?',
  'Did that change anything?',
  'What are your plans for the next years?',
  'Would you move to another city?',
  'How much time do you need for that?',
  'Can you give me an example?',
  'Let us talk about your studies. What did you study?',
  'And after that?',
  'Please describe this picture.',
  'How does your day begin?',
  'What would your colleagues say about you?',
  'Are you used to working under pressure?',
  'So what happened then?',
  'What do you expect from us?',
  'Do you have questions for me?',
];

/** What they tell beside their questions. */
export const REMARKS = [
  'That sounds good.',
  'I see, thank you.',
  'Oh, really, that is far.',
  'We have a similar problem in our department.',
  'Our office moved here two years ago, and the team has grown a lot since then.',
  'The job is in the sales group, with some travel in the first months.',
  'I used to work there myself, so I know what you mean.',
  'My colleague will talk with you about the contract later.',
  'Okay, let us move on.',
  'We are looking for somebody who can start soon, because two people have left us.',
  'I started in this company as a student, and I worked in three of its offices.',
  'Many of our customers call in the evening, so we work in two shifts.',
];

/** How they end. */
export const CLOSINGS = [
  'Thank you for your time. We will let you know.',
  'That was my last question. Thank you.',
  'Good, that is all. Have a nice day.',
  'Thank you very much, we will be in touch.',
];

/** What they say while a candidate speaks. */
export const MURMURS = ['Mm-hm.', 'Yes.', 'I see.', 'Right.', 'Okay.', 'Really?', 'Uh-huh.', 'Good.'];

/** What candidates ask back. */
export const ASKED_BACK = [
  'How big is the team?',
  'When do you decide?',
  'What would I do in the first weeks?',
  'Is it possible to work at home?',
  'Can you tell me about the salary?',
  'Do you offer courses?',
];
