/** What each job does, for people. */
export const jobDescriptions: Readonly<Record<string, string>> = {
  release: 'Releases blocks whose source has not been seen for as long as the settings say.',
  'delete-old-records': 'Deletes records and histories that are older than the settings keep them.',
  certificate: "Looks at the list's certificate and renews it before its end.",
  'end-what-was-timed': 'Ends blocks and allowlist entries that a person gave an end.',
  'prepare-tables': 'Makes the tables of coming records and indexes those that are full.',
  'count-the-busiest': 'Counts the busiest sources, ports and threats of each hour for the dashboards.',
};
