import type { Catalogue } from '../en/index.ts';

/** Spanish: la cuenta propia. */
export const account: Catalogue['account'] = {
  title: 'Su cuenta',
  hint: 'Su contraseña y los navegadores en los que tiene la sesión abierta.',
  password: 'Contraseña',
  noPassword: 'Todavía no tiene contraseña: entró con un enlace o con el proveedor de su organización.',
  current: 'Contraseña actual',
  next: 'Contraseña nueva',
  change: 'Cambiar la contraseña',
  set: 'Poner una contraseña',
  changed: 'Contraseña cambiada. Se cerraron las sesiones de los demás navegadores.',
  effect: 'Se cerrarán sus sesiones en todos los demás sitios.',
  sessions: 'Sesiones activas',
  browser: 'Navegador',
  began: 'Sesión abierta',
  seen: 'Última vez',
  address: 'Dirección',
  here: 'este navegador',
  unknown: 'navegador desconocido',
  on: '{{browser}} en {{system}}',
  end: 'Cerrar sesión',
  endNamed: 'Cerrar sesión: {{name}}, abierta {{when}}',
  endAll: 'Cerrar todas las sesiones',
  endAllHint: 'Se cierra la sesión en todos los navegadores, también en este.',
  origins: {
    password: 'con contraseña',
    link: 'con enlace',
    invitation: 'por invitación',
    setup: 'en la instalación',
    oidc: 'con el proveedor de identidad',
  },
};
