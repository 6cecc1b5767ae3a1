import type { MailCatalogue } from '../catalogues.ts';

/** What e-mails say in German. */
export const mailCatalogue: MailCatalogue = {
  ready: {
    subject: 'Ihr Bericht ist fertig',
    text: 'Die Aufnahme, die Sie am {{time}} eingereicht haben, ist ausgewertet. Den Bericht lesen Sie hier:',
  },
  failed: {
    subject: 'Ihre Aufnahme konnte nicht ausgewertet werden',
    text: 'Die Aufnahme, die Sie am {{time}} eingereicht haben, konnte nicht ausgewertet werden; es wurden keine Credits berechnet. Den Grund erfahren Sie hier:',
  },
  discreet: 'Zum Schutz der Personen in der Aufnahme enthält diese Nachricht weder Namen noch Ergebnisse.',
  off: 'Sie erhalten diese Nachricht, weil Sie sie in Ihrem Konto eingeschaltet haben. Ausschalten können Sie sie hier:',
};
