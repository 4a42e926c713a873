// The shapes of entities for WebGL: each node is a square in which the fragment's distance to the outline decides.
// Distances after Inigo Quilez' functions for 2D shapes (MIT), each for a shape that fills the unit circle.

const SHAPES = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"];

const SHAPE_VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_place;
varying float v_shape;
varying float v_pixel;
const float bias = 255.0 / 254.0;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  gl_Position = vec4((u_matrix * vec3(a_position + 1.2 * size * a_corner, 1)).xy, 0, 1);
  v_place = 1.2 * a_corner;
  v_shape = a_shape;
  v_pixel = 2.0 * u_correctionRatio / size;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const SHAPE_FRAGMENT = `
precision highp float;
uniform vec3 u_border;
varying vec4 v_color;
varying vec2 v_place;
varying float v_shape;
varying float v_pixel;
float box(vec2 p, float r) { vec2 q = abs(p) - r; return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0); }
float triangle(vec2 p) {
  const float k = 1.7320508;
  p.y += 0.16;
  p.x = abs(p.x) - 0.95;
  p.y = p.y + 0.95 / k;
  if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  p.x -= clamp(p.x, -1.9, 0.0);
  return -length(p) * sign(p.y);
}
float hexagon(vec2 p) {
  const vec3 k = vec3(-0.8660254, 0.5, 0.57735027);
  p = abs(p.yx);
  p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
  p -= vec2(clamp(p.x, -k.z * 0.87, k.z * 0.87), 0.87);
  return length(p) * sign(p.y);
}
float star(vec2 p) {
  const vec2 a = vec2(0.80901699, -0.58778525), b = vec2(-0.80901699, -0.58778525);
  p.x = abs(p.x);
  p -= 2.0 * max(dot(a, p), 0.0) * a;
  p -= 2.0 * max(dot(b, p), 0.0) * b;
  p.x = abs(p.x);
  p.y -= 1.1;
  vec2 ba = 0.5 * vec2(-a.y, a.x) - vec2(0.0, 1.0);
  float h = clamp(dot(p, ba) / dot(ba, ba), 0.0, 1.1);
  return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}
void main() {
  float d = length(v_place) - 1.0;
  if (v_shape > 5.5) d = star(v_place);
  else if (v_shape > 4.5) d = hexagon(v_place);
  else if (v_shape > 3.5) d = triangle(vec2(v_place.x, -v_place.y));
  else if (v_shape > 2.5) d = triangle(v_place);
  else if (v_shape > 1.5) d = (abs(v_place.x) + abs(v_place.y) - 1.05) * 0.7071;
  else if (v_shape > 0.5) d = box(v_place, 0.85);
  #ifdef PICKING_MODE
  gl_FragColor = d > 0.0 ? vec4(0.0) : v_color;
  #else
  float inside = 1.0 - smoothstep(-v_pixel, v_pixel, d);
  float rim = smoothstep(-2.5 * v_pixel, -v_pixel, d) * v_color.a * 0.6 * smoothstep(3.0, 8.0, 1.0 / v_pixel); // a small one would be all rim
  gl_FragColor = vec4(mix(v_color.rgb, u_border, rim), v_color.a) * inside;
  #endif
}`;

// Only where there is WebGL: sigma.js touches it when it is loaded.
const shapeProgram = (border) => class extends sigma.NodeProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6, METHOD: TRIANGLES, VERTEX_SHADER_SOURCE: SHAPE_VERTEX, FRAGMENT_SHADER_SOURCE: SHAPE_FRAGMENT,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_border"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT }, { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT }, { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]],
    };
  }

  processVisibleItem(index, start, { x, y, size, shape, color }) {
    this.array.set([x, y, size, shape, sigma.floatColor(color), index], start);
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations: at }) {
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform3fv(at.u_border, border().map((part) => part / 255));
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
  }
};
