import os

# Keras chooses its backend when it is first imported.
os.environ["KERAS_BACKEND"] = "torch"
