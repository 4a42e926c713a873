export { default as Sigma } from "sigma";
export { NodeProgram, EdgeLineProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
export { MultiDirectedGraph } from "graphology";
