import * as emotionCss from '@emotion/css';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as router from 'grafana-router';
import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as rxjs from 'rxjs';

/** What Grafana hands to a plugin's bundle: the libraries that the page itself runs with, never a second copy. */
const libraries: Readonly<Record<string, unknown>> = {
  '@emotion/css': emotionCss,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/ui': grafanaUi,
  react,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': reactDom,
  'react-router': router,
  rxjs,
};

/** A library by the name that the bundle asks for; a bundle that asks for more than Grafana shares fails here. */
export function sharedLibrary(name: string): unknown {
  if (!Object.hasOwn(libraries, name))
    throw new Error(`The plugin asks for ${name}, which the page host does not share.`);
  return libraries[name];
}
