"""What a pull request changes in the synthesized templates, and which of it is dangerous.

Works on any two cloud assemblies of the CDK; nothing here knows this repository's stacks.
"""
