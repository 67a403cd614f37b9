import { addCollaborators } from './add.ts';
import { listCollaborations } from './collaborations.ts';
import { listCollaborators } from './list.ts';
import { removeCollaborators } from './remove.ts';
import { updateCollaborators } from './update.ts';

export const collaboratorOperations = [
  listCollaborators,
  addCollaborators,
  updateCollaborators,
  removeCollaborators,
  listCollaborations,
];
