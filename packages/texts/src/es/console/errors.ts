/** Spanish: what the API refuses and why runs fail. */
export const errors = {
  request: {
    WEAK_PASSWORD: 'Esta contraseña es demasiado fácil de adivinar o no tiene entre 12 y 200 caracteres.',
    INVALID_CREDENTIALS: 'La contraseña es incorrecta o no corresponde a esta dirección de correo.',
    INVALID_CODE: 'Este código es incorrecto, ha caducado o ya se ha usado. Use el siguiente.',
    INVALID_PASSKEY:
      'No se ha aceptado esta llave de acceso. Inténtelo de nuevo o inicie sesión de otra forma.',
    INVALID_LINK: 'Este enlace ya no es válido. Solicite uno nuevo.',
    INVALID_SETUP_TOKEN: 'Este no es el código de configuración que el servidor mostró al iniciarse.',
    SETUP_DONE: 'Este servidor ya está configurado. Inicie sesión.',
    SESSION_EXPIRED: 'Su sesión ha terminado. Inicie sesión de nuevo.',
    SSO_REQUIRED: 'Su organización solo permite iniciar sesión con su proveedor de identidad.',
    SECOND_FACTOR_REQUIRED:
      'Su organización exige un segundo factor. Configure antes uno en la página de su cuenta.',
    REAUTHENTICATION_REQUIRED: 'Introduzca antes su contraseña de nuevo.',
    EMAIL_TAKEN: 'Esta dirección de correo ya se usa aquí.',
    NAME_TAKEN: 'Este nombre ya está en uso.',
    LAST_OWNER: 'Es el único propietario. Nombre antes a otra persona propietaria.',
    CONSENT_REQUIRED: 'Se requiere consentimiento: indique el aviso que aceptó la persona candidata.',
    UNSUPPORTED_FORMAT: 'Este archivo no es una grabación que se pueda leer.',
    AUDIO_DURATION_UNAVAILABLE:
      'No se puede leer la duración de esta grabación. Puede que el archivo esté dañado.',
    MISSING_PERMISSION: 'Su rol no lo permite.',
    RUN_NOT_FOUND: 'Esta grabación no existe o se ha borrado.',
    RUN_NOT_FINISHED: 'El análisis todavía no ha terminado.',
    RUN_CHANGED: 'Otra persona ha modificado este resultado al mismo tiempo. Revíselo e inténtelo de nuevo.',
    RESCORING_NOT_POSSIBLE: 'Este resultado no se puede volver a calcular. Envíe la grabación otra vez.',
    TOO_MANY_ATTEMPTS: 'Ha habido demasiados intentos. Espere unos minutos.',
    RATE_LIMIT_EXCEEDED: 'Ha habido demasiadas solicitudes. Espere un minuto e inténtelo de nuevo.',
    STORAGE_FULL: 'El servidor tiene muy poco espacio libre en disco. Inténtelo más tarde.',
    SERVICE_WARMING_UP: 'El servidor todavía se está iniciando. Inténtelo de nuevo en un momento.',
    INTERNAL_ERROR: 'Se ha producido un error en el servidor.',
  },
  run: {
    NO_SPEECH_DETECTED: 'No se ha encontrado habla en la grabación.',
    CANDIDATE_SPEECH_INSUFFICIENT:
      'La persona candidata habla demasiado poco en esta grabación para puntuarla.',
    AUDIO_DECODE_FAILED: 'No se ha podido leer la grabación. Puede que el archivo esté dañado.',
    TRANSCRIPTION_FAILED: 'No se han podido reconocer las palabras.',
    SCORING_FAILED: 'No se han podido calcular las puntuaciones.',
    PROCESSING_TIMEOUT: 'El análisis ha tardado demasiado y se ha detenido.',
    INTERNAL_ERROR: 'Se ha producido un error en el servidor durante el análisis.',
  },
} as const;
