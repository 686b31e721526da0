/**
 * A stage that is opened with changed numbers: those that stood there before are its first scene, so that the old
 * ones stand beside the new as after typing.
 *
 * @import { Stage } from "./stage.js"
 * @import { Scene } from "./types.js"
 */

/**
 * Give a stage its scene. Where a link opens a guide, that lends a layer of its own.
 * @param {Stage} stage
 * @param {Scene} scene
 */
export function feedFrom(stage, scene) {
  if (!scene.was || stage.picture || stage.link.beat) return stage.feed(scene);
  stage.feed({ ...scene, ...scene.was, changes: undefined, paused: true });
  const { notice } = stage.now.status;
  stage.feed(scene);
  const { status } = stage.now;
  status.notice = notice;
  status.showInfo();
}
