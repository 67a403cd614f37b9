import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community';

ModuleRegistry.registerModules([AllCommunityModule]);

const columnDefs = [
  { colId: 'name', headerName: 'Name', valueGetter: ({ data }) => `${data.user.first_name} ${data.user.last_name}` },
  { colId: 'email', headerName: 'E-mail', valueGetter: ({ data }) => data.user.primary_email },
  { colId: 'role', headerName: 'Role', valueGetter: ({ data }) => data.role_id },
  { colId: 'teams', headerName: 'Teams', valueGetter: ({ data }) => data.team_ids.join(', ') },
  { colId: 'joined', headerName: 'Joined', valueGetter: ({ data }) => data.joined_at },
  { colId: 'active', headerName: 'Last active', valueGetter: ({ data }) => data.last_active_at },
];

/** AG Grid's community edition with the same members and its quick filter. */
export function agGrid(element, members) {
  const grid = createGrid(element, { columnDefs, rowData: members, rowHeight: 36, animateRows: false });
  return {
    scroller: () => element.querySelector('.ag-grid-viewport'),
    rowAt: (index) => element.querySelector(`[row-index="${index}"]`),
    sort: () => grid.applyColumnState({ state: [{ colId: 'joined', sort: 'desc' }], defaultState: { sort: null } }),
    filter: (search) => grid.setGridOption('quickFilterText', search),
    unmount: () => grid.destroy(),
  };
}
