import { ServiceError } from '../service-error.ts';

/** The one error of every failed login: it does not reveal who has an account. */
export const invalidCredentials = (): ServiceError =>
  new ServiceError('INVALID_CREDENTIALS', 'The email address or the password is wrong');
