namespace EmbeddedHost.Hosting;

/// <summary>
/// A function is declared wrongly, or with something that this host does not have: the message names the function, its method and what is
/// wrong with it. It is thrown when the host is built.
/// </summary>
public sealed class FunctionSignatureException(string message) : InvalidOperationException(message);
