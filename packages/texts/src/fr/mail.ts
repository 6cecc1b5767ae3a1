import type { MailCatalogue } from '../catalogues.ts';

/** What e-mails say in French. */
export const mailCatalogue: MailCatalogue = {
  ready: {
    subject: 'Votre rapport est prêt',
    text: 'L’enregistrement que vous avez envoyé le {{time}} a été analysé. Vous pouvez lire le rapport ici :',
  },
  failed: {
    subject: 'Votre enregistrement n’a pas pu être analysé',
    text: 'L’enregistrement que vous avez envoyé le {{time}} n’a pas pu être analysé et aucun crédit n’a été débité. La raison est indiquée ici :',
  },
  discreet: 'Pour protéger les personnes enregistrées, ce message ne contient ni nom ni résultat.',
  off: 'Vous recevez ce message parce que vous l’avez activé dans votre compte. Vous pouvez le désactiver ici :',
};
