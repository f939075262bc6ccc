namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A cursor was altered, or belongs to a list in another order. Start again from the first page.</summary>
/// <param name="innerException">The reader's own exception.</param>
public sealed class InvalidCursorException(Exception? innerException = null)
    : ArgumentException("The cursor is not one of this list's: start again without one.", innerException);
