// Speaks contract/child.ts as the embedded server does; the data folder's name says how it behaves.
const folder = process.argv.at(-1) ?? '';
process.on('disconnect', () => process.exit(0));
if (folder.includes('busy'))
  process.send({ type: 'failed', code: 'data_folder_in_use', message: 'Process 7 has it open.' });
else if (folder.includes('broken')) process.exit(3);
else process.send({ type: 'ready', url: 'http://127.0.0.1:9', pid: process.pid, owner: false });
process.on('message', ({ type, request }) => {
  if (type === 'shut_down' && !folder.includes('stubborn')) process.exit(0);
  if (type === 'provision_owner') process.send({ type: 'token', request, token: `t${process.pid}`, user_id: 'ada' });
  if (type === 'load_sample_data') {
    process.send({ type: 'progress', step: 'members', done: 1, total: 2 });
    if (folder.includes('dies')) process.exit(1);
    process.send({ type: 'error', request, code: 'not_empty', message: 'The workspace is not empty.' });
  }
});
