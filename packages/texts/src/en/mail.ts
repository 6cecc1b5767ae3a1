/**
 * E-mails in English. They travel and lie where nobody of ours looks: none names a person, a score or what was said. Each text is one
 * paragraph; addresses follow on lines of their own.
 */
export const mailCatalogue = {
  ready: {
    subject: 'Your report is ready',
    text: 'The recording that you submitted on {{time}} has been analysed. Read the report here:',
  },
  failed: {
    subject: 'Your recording could not be analysed',
    text: 'The recording that you submitted on {{time}} could not be analysed, and no credits were charged. The reason is given here:',
  },
  discreet: 'To protect the people in the recording, this message contains no names and no results.',
  off: 'You receive this message because you switched it on in your account. You can switch it off here:',
} as const;
