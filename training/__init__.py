"""Makes the weights: corpora -> multi-task training -> ONNX -> model card."""
