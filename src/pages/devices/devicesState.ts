/** What the page keeps in the URL: the device whose drawer is open; the one to be edited, or `new` with who it is made of; the test of a line. */
export const devicesFields = ['device', 'edit', 'host', 'input', 'file', 'test'] as const;
type Field = (typeof devicesFields)[number];

export type DevicesState = Readonly<Record<Field, string>>;
export type ChangeDevices = (changes: Partial<DevicesState>, options?: { isStep?: boolean }) => void;

/** Closes whatever drawer is open. */
export const noDrawer: DevicesState = { device: '', edit: '', host: '', input: '', file: '', test: '' };
