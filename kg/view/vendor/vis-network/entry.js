export { Network } from "vis-network/esnext";
export { DataSet } from "vis-data/esnext";
