import amdModule from 'amd-module';

// Grafana may serve plugins from anywhere (a sub-path, a CDN): lazy chunks lie beside the address that this module came from.
__webpack_public_path__ = amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1);
