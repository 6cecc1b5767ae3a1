/** The notice that candidates are given beforehand, with blanks for the organisation to fill in, and the page around it. */
export const notice = {
  title: 'Notice for candidates',
  hint: 'What people should know before their interview is analysed. Fill in the blanks, print it or save it as PDF, and have your own counsel read it: it is a template, not legal advice.',
  link: 'Notice for candidates, to print',
  language: 'Language of the notice',
  print: 'Print or save as PDF',
  blanks: 'Fill in the notice',
  kept: 'What you enter is saved in this browser only.',
  fields: {
    organisation: 'Organisation',
    purpose: 'Purpose of the interview',
    decider: 'Who decides',
    contact: 'Contact for questions and requests',
    audioDays: 'Days the recording is kept',
    resultDays: 'Days the results are kept',
    authority: 'Supervisory authority',
    version: 'Version of this notice',
  },
  placeholders: {
    purpose: 'the position of …',
    decider: 'the hiring manager',
    contact: 'name, e-mail, telephone',
    authority: 'the data protection authority of …',
  },
  text: {
    title: 'Analysis of your interview: what you should know',
    whatTitle: 'What happens',
    what: '{{organisation}} would like to record your interview for {{purpose}} and have the program Vivavoce measure your spoken English. The program runs on a server under the control of {{organisation}}. The recording is not sent to anyone else and is not used to train any program.',
    measuredTitle: 'What is measured',
    measured:
      'Your vocabulary, your fluency and how easily your speech is understood, each from 0 to 5 and as a level from A1 to C2, with a range that says how sure the measurement is. How close you are to a native speaker is not measured.',
    neverTitle: 'What is never done',
    never:
      'The program infers no emotion, personality, age, sex, origin or first language, identifies nobody by voice, and makes no decision about you.',
    decidesTitle: 'Who decides',
    decides:
      'People decide. {{decider}} reads the report, can listen to the recording and can overrule every score. The report is one factor among others.',
    otherTitle: 'If you do not want this',
    other:
      'You may decline, without giving a reason and without disadvantage; you are then interviewed without the analysis. If a speech or hearing impairment or anything else would make automatic scores unfair, tell us: your interview is then transcribed without scores, or assessed by people only.',
    keptTitle: 'How long data is kept',
    keptFor: 'The recording: {{audioDays}} days. Transcript and results: {{resultDays}} days.',
    rightsTitle: 'What you can ask for',
    rights:
      'A copy of everything that is held about you, your own report, an explanation of the scores, a review by a person, corrections, and erasure. You can withdraw your consent at any time. Contact {{contact}}. You may also complain to {{authority}}.',
    consent:
      'I have read this notice (version {{version}}) and agree that my interview is recorded and analysed as described.',
    place: 'Place and date',
    name: 'Name',
    signature: 'Signature',
  },
} as const;
