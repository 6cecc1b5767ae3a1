import { sessionStateSchema } from '../session.ts';
import {
  acceptInvitationSchema,
  createdInvitationSchema,
  invitationListSchema,
  invitationViewSchema,
  loginLinkSchema,
  newInvitationSchema,
  passwordChangeSchema,
  sessionListSchema,
  userChangeSchema,
  userListSchema,
  userSchema,
} from '../users.ts';
import type { Operation, Parameter } from './operation.ts';

const idParameter = (what: string): Parameter => ({
  name: 'id',
  in: 'path',
  description: `The id of ${what}`,
  schema: { type: 'string', format: 'uuid' },
});
const tokenParameter: Parameter = {
  name: 'token',
  in: 'path',
  description: 'Out of the link; to take an invitation back: its id',
  schema: { type: 'string' },
};

const OWN_SESSIONS: readonly Operation[] = [
  {
    id: 'listSessions',
    method: 'get',
    path: '/sessions',
    summary: 'Where the user is signed in',
    needs: 'user',
    success: { status: 200, description: 'Last seen first', bodies: { SessionList: sessionListSchema } },
    errors: [],
  },
  {
    id: 'endSessions',
    method: 'delete',
    path: '/sessions',
    summary: 'Sign out everywhere, here too',
    needs: 'user',
    success: { status: 204, description: 'Signed out' },
    errors: [],
  },
  {
    id: 'endSession',
    method: 'delete',
    path: '/sessions/{id}',
    summary: 'Sign out of one browser',
    needs: 'user',
    parameters: [idParameter('one of the user’s sessions')],
    success: { status: 204, description: 'Signed out there' },
    errors: ['NOT_FOUND'],
  },
  {
    id: 'changePassword',
    method: 'put',
    path: '/session/password',
    summary: 'Set a new password; every other session ends, this one gets a new cookie',
    needs: 'user',
    body: { PasswordChange: passwordChangeSchema },
    success: { status: 200, description: 'It is set', bodies: { SessionState: sessionStateSchema } },
    errors: ['INVALID_PARAMETERS', 'WEAK_PASSWORD', 'INVALID_CREDENTIALS', 'TOO_MANY_ATTEMPTS'],
  },
];

const USERS: readonly Operation[] = [
  {
    id: 'listUsers',
    method: 'get',
    path: '/users',
    summary: 'The users of the client',
    needs: 'user',
    success: { status: 200, description: 'By name', bodies: { UserList: userListSchema } },
    errors: [],
  },
  {
    id: 'changeUser',
    method: 'patch',
    path: '/users/{id}',
    summary: 'Change name or role, disable or enable; only owners reach owners',
    needs: 'user',
    parameters: [idParameter('a user')],
    body: { UserChange: userChangeSchema },
    success: { status: 200, description: 'The user as changed', bodies: { User: userSchema } },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'LAST_OWNER'],
  },
  {
    id: 'removeUser',
    method: 'delete',
    path: '/users/{id}',
    summary: 'Remove a user; runs and the audit log stay',
    needs: 'user',
    parameters: [idParameter('a user')],
    success: { status: 204, description: 'Removed and signed out' },
    errors: ['NOT_FOUND', 'LAST_OWNER'],
  },
  {
    id: 'linkUser',
    method: 'post',
    path: '/users/{id}/sign-in-link',
    summary: 'A link that signs a user in once within a day; earlier ones are void',
    needs: 'user',
    parameters: [idParameter('a user')],
    success: { status: 201, description: 'Shown once', bodies: { SignInLink: loginLinkSchema } },
    errors: ['NOT_FOUND'],
  },
];

const INVITATIONS: readonly Operation[] = [
  {
    id: 'listInvitations',
    method: 'get',
    path: '/invitations',
    summary: 'The open invitations',
    needs: 'user',
    success: { status: 200, description: 'Newest first', bodies: { InvitationList: invitationListSchema } },
    errors: [],
  },
  {
    id: 'invite',
    method: 'post',
    path: '/invitations',
    summary: 'Invite somebody by a link that can be used once within seven days',
    needs: 'user',
    body: { NewInvitation: newInvitationSchema },
    success: {
      status: 201,
      description: 'The link is shown once',
      bodies: { CreatedInvitation: createdInvitationSchema },
    },
    errors: ['INVALID_PARAMETERS', 'EMAIL_TAKEN'],
  },
  {
    id: 'viewInvitation',
    method: 'get',
    path: '/invitations/{token}',
    summary: 'What an invited person is told',
    needs: 'nothing',
    parameters: [tokenParameter],
    success: { status: 200, description: 'It is open', bodies: { InvitationView: invitationViewSchema } },
    errors: ['INVALID_LINK', 'TOO_MANY_ATTEMPTS'],
  },
  {
    id: 'revokeInvitation',
    method: 'delete',
    path: '/invitations/{token}',
    summary: 'Take an invitation back, by its id',
    needs: 'user',
    parameters: [tokenParameter],
    success: { status: 204, description: 'The link is void' },
    errors: ['NOT_FOUND'],
  },
  {
    id: 'acceptInvitation',
    method: 'post',
    path: '/invitations/{token}/accept',
    summary: 'Become a user; the invitation is spent and the user signed in',
    needs: 'nothing',
    parameters: [tokenParameter],
    body: { AcceptInvitation: acceptInvitationSchema },
    success: {
      status: 200,
      description: 'Signed in: the cookie is set',
      bodies: { SessionState: sessionStateSchema },
    },
    errors: [
      'INVALID_PARAMETERS',
      'WEAK_PASSWORD',
      'CSRF_TOKEN_INVALID',
      'INVALID_LINK',
      'EMAIL_TAKEN',
      'TOO_MANY_ATTEMPTS',
    ],
  },
];

/** What users do with their sessions, and administrators with users. */
export const USER_OPERATIONS: readonly Operation[] = [...OWN_SESSIONS, ...USERS, ...INVITATIONS];
