import { z } from 'zod';
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
import { defineOperation, pathId } from './operation.ts';

const userParams = z.object({ id: pathId('User id') });
const invitationParams = z.object({
  token: z.string().describe('The token from the link; to revoke an invitation, its id'),
});

const OWN_SESSION_OPERATIONS = {
  listSessions: defineOperation({
    id: 'listSessions',
    method: 'get',
    path: '/sessions',
    summary: 'List the signed-in user’s sessions',
    needs: 'user',
    permission: 'self',
    success: {
      status: 200,
      description: 'Most recently used first',
      bodies: { SessionList: sessionListSchema },
    },
    errors: [],
  }),
  endSessions: defineOperation({
    id: 'endSessions',
    method: 'delete',
    path: '/sessions',
    summary: 'Sign out of every session, this one included',
    needs: 'user',
    permission: 'self',
    success: { status: 204, description: 'Signed out' },
    errors: [],
  }),
  endSession: defineOperation({
    id: 'endSession',
    method: 'delete',
    path: '/sessions/{id}',
    summary: 'Sign out of one session',
    needs: 'user',
    permission: 'self',
    params: z.object({ id: pathId('Id of one of the user’s sessions') }),
    success: { status: 204, description: 'Signed out there' },
    errors: ['NOT_FOUND'],
  }),
  changePassword: defineOperation({
    id: 'changePassword',
    method: 'put',
    path: '/session/password',
    summary: 'Change the password; this ends every other session and renews the cookie of this one',
    needs: 'user',
    permission: 'self',
    body: { PasswordChange: passwordChangeSchema },
    success: { status: 200, description: 'Changed', bodies: { SessionState: sessionStateSchema } },
    errors: [
      'INVALID_PARAMETERS',
      'WEAK_PASSWORD',
      'INVALID_CREDENTIALS',
      'TOO_MANY_ATTEMPTS',
      'SSO_REQUIRED',
    ],
  }),
};

const USER_ADMINISTRATION_OPERATIONS = {
  listUsers: defineOperation({
    id: 'listUsers',
    method: 'get',
    path: '/users',
    summary: 'List the users of the client',
    needs: 'user',
    permission: 'users.manage',
    success: { status: 200, description: 'By name', bodies: { UserList: userListSchema } },
    errors: [],
  }),
  changeUser: defineOperation({
    id: 'changeUser',
    method: 'patch',
    path: '/users/{id}',
    summary: 'Change a user’s name or role, or disable or enable the user; only owners may change owners',
    needs: 'user',
    permission: 'users.manage',
    params: userParams,
    body: { UserChange: userChangeSchema },
    success: { status: 200, description: 'The user as changed', bodies: { User: userSchema } },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'LAST_OWNER'],
  }),
  removeUser: defineOperation({
    id: 'removeUser',
    method: 'delete',
    path: '/users/{id}',
    summary: 'Remove a user; the user’s runs and audit entries stay',
    needs: 'user',
    permission: 'users.manage',
    params: userParams,
    success: { status: 204, description: 'Removed and signed out' },
    errors: ['NOT_FOUND', 'LAST_OWNER'],
  }),
  linkUser: defineOperation({
    id: 'linkUser',
    method: 'post',
    path: '/users/{id}/sign-in-link',
    summary: 'Create a one-time sign-in link, valid for a day; earlier links become invalid',
    needs: 'user',
    permission: 'users.manage',
    params: userParams,
    success: {
      status: 201,
      description: 'The link, which is shown once',
      bodies: { SignInLink: loginLinkSchema },
    },
    errors: ['NOT_FOUND', 'SSO_REQUIRED'],
  }),
};

const INVITATION_OPERATIONS = {
  listInvitations: defineOperation({
    id: 'listInvitations',
    method: 'get',
    path: '/invitations',
    summary: 'List the open invitations',
    needs: 'user',
    permission: 'users.manage',
    success: { status: 200, description: 'Newest first', bodies: { InvitationList: invitationListSchema } },
    errors: [],
  }),
  invite: defineOperation({
    id: 'invite',
    method: 'post',
    path: '/invitations',
    summary: 'Invite a new user by a one-time link, valid for seven days',
    needs: 'user',
    permission: 'users.manage',
    body: { NewInvitation: newInvitationSchema },
    success: {
      status: 201,
      description: 'The link, which is shown once',
      bodies: { CreatedInvitation: createdInvitationSchema },
    },
    errors: ['INVALID_PARAMETERS', 'EMAIL_TAKEN'],
  }),
  viewInvitation: defineOperation({
    id: 'viewInvitation',
    method: 'get',
    path: '/invitations/{token}',
    summary: 'Read an open invitation, as the invited person',
    needs: 'nothing',
    params: invitationParams,
    success: {
      status: 200,
      description: 'The invitation',
      bodies: { InvitationView: invitationViewSchema },
    },
    errors: ['INVALID_LINK', 'TOO_MANY_ATTEMPTS'],
  }),
  revokeInvitation: defineOperation({
    id: 'revokeInvitation',
    method: 'delete',
    path: '/invitations/{token}',
    summary: 'Revoke an invitation by its id',
    needs: 'user',
    permission: 'users.manage',
    params: invitationParams,
    success: { status: 204, description: 'Revoked' },
    errors: ['NOT_FOUND'],
  }),
  acceptInvitation: defineOperation({
    id: 'acceptInvitation',
    method: 'post',
    path: '/invitations/{token}/accept',
    summary: 'Accept an invitation: creates the user, signs them in and uses up the link',
    needs: 'nothing',
    params: invitationParams,
    body: { AcceptInvitation: acceptInvitationSchema },
    success: {
      status: 200,
      description: 'Signed in; the session cookie is set',
      bodies: { SessionState: sessionStateSchema },
    },
    errors: [
      'SSO_REQUIRED',
      'INVALID_PARAMETERS',
      'WEAK_PASSWORD',
      'CSRF_TOKEN_INVALID',
      'INVALID_LINK',
      'EMAIL_TAKEN',
      'TOO_MANY_ATTEMPTS',
    ],
  }),
};

/** Operations on a user's own sessions, on users and on invitations. */
export const USER_OPERATIONS = {
  ...OWN_SESSION_OPERATIONS,
  ...USER_ADMINISTRATION_OPERATIONS,
  ...INVITATION_OPERATIONS,
};
