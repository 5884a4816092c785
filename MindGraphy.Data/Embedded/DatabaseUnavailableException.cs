namespace MindGraphy.Data.Embedded;

/// <summary>
/// The database can't be had as the settings stand. The message is written for the person who starts the application: it says what is
/// wrong and what to do, and is shown without a stack trace.
/// </summary>
public sealed class DatabaseUnavailableException : Exception
{
    /// <summary>A database that can't be had, for no stated reason.</summary>
    public DatabaseUnavailableException()
        : base("The database is not available.") { }

    /// <summary>A database that can't be had.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DatabaseUnavailableException(string message)
        : base(message) { }

    /// <summary>A database that can't be had because of another fault.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The fault beneath.</param>
    public DatabaseUnavailableException(string message, Exception innerException)
        : base(message, innerException) { }
}
