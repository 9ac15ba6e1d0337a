/** Every image that the project does not build, pinned, in one place. */

/** Last tag of App Mesh's Envoy that the user guide names; the repository outlives the service but gets no more fixes. */
export const APP_MESH_ENVOY_IMAGE = 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.0-prod';

/** X-Ray daemon, last release of its changelog (2025-08-28). In maintenance mode since 2026-02-25: security fixes only. */
export const XRAY_DAEMON_IMAGE = 'public.ecr.aws/xray/aws-xray-daemon:3.5.0';
