/** German: what the API refuses and why runs fail. */
export const errors = {
  request: {
    WEAK_PASSWORD: 'Dieses Passwort ist zu leicht zu erraten oder hat nicht 12 bis 200 Zeichen.',
    INVALID_CREDENTIALS: 'Das Passwort ist falsch oder gehört nicht zu dieser E-Mail-Adresse.',
    INVALID_CODE: 'Dieser Code ist falsch, abgelaufen oder wurde schon verwendet. Nehmen Sie den nächsten.',
    INVALID_PASSKEY:
      'Dieser Passkey wurde nicht angenommen. Versuchen Sie es erneut, oder melden Sie sich anders an.',
    INVALID_LINK: 'Dieser Link ist nicht mehr gültig. Bitten Sie um einen neuen.',
    INVALID_SETUP_TOKEN: 'Das ist nicht der Einrichtungscode, den der Server beim Start ausgegeben hat.',
    SETUP_DONE: 'Dieser Server ist bereits eingerichtet. Melden Sie sich an.',
    SESSION_EXPIRED: 'Ihre Sitzung ist beendet. Melden Sie sich erneut an.',
    SSO_REQUIRED: 'Ihre Organisation erlaubt die Anmeldung nur über ihren Identitätsanbieter.',
    SECOND_FACTOR_REQUIRED:
      'Ihre Organisation verlangt einen zweiten Faktor. Richten Sie zuerst einen auf der Seite Ihres Kontos ein.',
    REAUTHENTICATION_REQUIRED: 'Geben Sie zuerst Ihr Passwort noch einmal ein.',
    EMAIL_TAKEN: 'Diese E-Mail-Adresse wird hier schon verwendet.',
    NAME_TAKEN: 'Dieser Name ist schon vergeben.',
    LAST_OWNER: 'Das ist der einzige Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.',
    CONSENT_REQUIRED:
      'Eine Einwilligung ist erforderlich: Geben Sie den Hinweis an, dem die Person zugestimmt hat.',
    UNSUPPORTED_FORMAT: 'Diese Datei ist keine lesbare Aufnahme.',
    AUDIO_DURATION_UNAVAILABLE:
      'Die Länge dieser Aufnahme lässt sich nicht lesen. Möglicherweise ist die Datei beschädigt.',
    MISSING_PERMISSION: 'Ihre Rolle erlaubt das nicht.',
    RUN_NOT_FOUND: 'Diese Aufnahme gibt es nicht, oder sie wurde gelöscht.',
    RUN_NOT_FINISHED: 'Die Analyse ist noch nicht abgeschlossen.',
    RUN_CHANGED:
      'Jemand anderes hat dieses Ergebnis gleichzeitig geändert. Prüfen Sie es, und versuchen Sie es erneut.',
    RESCORING_NOT_POSSIBLE:
      'Dieses Ergebnis lässt sich nicht neu berechnen. Reichen Sie die Aufnahme noch einmal ein.',
    TOO_MANY_ATTEMPTS: 'Das waren zu viele Versuche. Warten Sie einige Minuten.',
    RATE_LIMIT_EXCEEDED: 'Das waren zu viele Anfragen. Warten Sie eine Minute, und versuchen Sie es erneut.',
    STORAGE_FULL: 'Auf dem Server ist zu wenig Speicherplatz frei. Versuchen Sie es später erneut.',
    SERVICE_WARMING_UP: 'Der Server startet noch. Versuchen Sie es gleich noch einmal.',
    INTERNAL_ERROR: 'Auf dem Server ist ein Fehler aufgetreten.',
  },
  run: {
    NO_SPEECH_DETECTED: 'In der Aufnahme wurde keine Sprache gefunden.',
    CANDIDATE_SPEECH_INSUFFICIENT:
      'Die bewertete Person spricht in dieser Aufnahme zu wenig für eine Bewertung.',
    AUDIO_DECODE_FAILED: 'Die Aufnahme konnte nicht gelesen werden. Möglicherweise ist die Datei beschädigt.',
    TRANSCRIPTION_FAILED: 'Die Wörter konnten nicht erkannt werden.',
    SCORING_FAILED: 'Die Bewertungen konnten nicht berechnet werden.',
    PROCESSING_TIMEOUT: 'Die Analyse dauerte zu lange und wurde abgebrochen.',
    INTERNAL_ERROR: 'Bei der Analyse ist auf dem Server ein Fehler aufgetreten.',
  },
} as const;
