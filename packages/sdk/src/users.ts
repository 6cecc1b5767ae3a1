import type {
  CreatedInvitation,
  Invitation,
  LoginLink,
  NewInvitation,
  User,
  UserChange,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** The users of the caller's organisation and the invitations to it. For signed-in users only. */
export interface Users {
  users(options?: RequestOptions): Promise<User[]>;
  /** Changes a user's role, or deactivates or reactivates the user. */
  changeUser(userId: string, change: UserChange, options?: RequestOptions): Promise<User>;
  removeUser(userId: string, options?: RequestOptions): Promise<void>;
  /** Removes every second factor of a user who has lost them. */
  resetSecondFactor(userId: string, options?: RequestOptions): Promise<void>;
  /** Creates a link that signs the user in once. */
  createLoginLink(userId: string, options?: RequestOptions): Promise<LoginLink>;
  /** Pending invitations. */
  invitations(options?: RequestOptions): Promise<Invitation[]>;
  /** Invites a person. The response is the only one that contains the link. */
  invite(invitation: NewInvitation, options?: RequestOptions): Promise<CreatedInvitation>;
  revokeInvitation(invitationId: string, options?: RequestOptions): Promise<void>;
}

/** The methods of {@link Users} over a connection. */
export function usersApi(connection: Connection): Users {
  const { get, post, patch, remove } = jsonRequests(connection);
  return {
    users: async (options) => (await get<{ users: User[] }>('/users', options)).users,
    changeUser: (id, change, options) => patch(itemPath('/users', id), change, options),
    removeUser: (id, options) => remove(itemPath('/users', id), options),
    resetSecondFactor: (id, options) => remove(`${itemPath('/users', id)}/second-factor`, options),
    createLoginLink: (id, options) => post(`${itemPath('/users', id)}/sign-in-link`, undefined, options),
    invitations: async (options) =>
      (await get<{ invitations: Invitation[] }>('/invitations', options)).invitations,
    invite: (invitation, options) => post('/invitations', invitation, options),
    revokeInvitation: (id, options) => remove(itemPath('/invitations', id), options),
  };
}
