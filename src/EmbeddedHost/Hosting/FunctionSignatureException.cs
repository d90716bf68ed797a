namespace EmbeddedHost.Hosting;

/// <summary>A function's declaration is wrong: the message names the function and what is wrong with it.</summary>
public sealed class FunctionSignatureException(string message) : InvalidOperationException(message);
