const ranks: Readonly<Record<string, number>> = { Viewer: 1, Editor: 2, Admin: 3 };

/** Whether someone of this role may open what asks for a role; nothing asked is open to all. */
export function mayOpen(asked: string | undefined, role: string): boolean {
  return (ranks[role] ?? 0) >= (ranks[asked ?? ''] ?? 0);
}
