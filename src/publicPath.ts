import amdModule from 'amd-module';

// Grafana may serve plugins from a sub-path or a CDN: lazy chunks are loaded from where this module came from.
__webpack_public_path__ = amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1);
