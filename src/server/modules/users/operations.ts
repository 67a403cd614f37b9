import { createUser } from './create.ts';
import { deleteUser } from './delete.ts';
import { getUser } from './get.ts';
import { setPassword } from './set-password.ts';
import { updateUser } from './update.ts';

export const userOperations = [createUser, getUser, updateUser, setPassword, deleteUser];
