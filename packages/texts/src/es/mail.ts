import type { MailCatalogue } from '../catalogues.ts';

/** What e-mails say in Spanish. */
export const mailCatalogue: MailCatalogue = {
  ready: {
    subject: 'Su informe está listo',
    text: 'La grabación que envió el {{time}} ya está analizada. Puede leer el informe aquí:',
  },
  failed: {
    subject: 'No se ha podido analizar su grabación',
    text: 'La grabación que envió el {{time}} no se ha podido analizar y no se ha cobrado ningún crédito. El motivo se explica aquí:',
  },
  discreet: 'Para proteger a las personas de la grabación, este mensaje no contiene nombres ni resultados.',
  off: 'Recibe este mensaje porque lo activó en su cuenta. Puede desactivarlo aquí:',
};
