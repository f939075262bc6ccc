using System.Globalization;

namespace StreamVerse.Media.Cmaf;

/// <summary>Media bytes are not what they must be. The message names the box and the offset.</summary>
public sealed class CmafFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">Why the bytes were refused.</param>
    /// <param name="message">What is wrong, in which box, and what was expected.</param>
    /// <param name="offset">Offset of the box or field in the file in bytes, where there is one.</param>
    public CmafFormatException(CmafFault fault, string message, long? offset = null)
        : base(offset is null ? message : string.Create(CultureInfo.InvariantCulture, $"{message} (offset {offset})"))
    {
        Fault = fault;
        Offset = offset;
    }

    /// <summary>Why the bytes were refused.</summary>
    public CmafFault Fault { get; }

    /// <summary>Offset of the box or field in the file in bytes, where there is one.</summary>
    public long? Offset { get; }

    internal static CmafFormatException Malformed(string message, long offset) => new(CmafFault.Malformed, message, offset);

    internal static CmafFormatException Unsupported(string message, long offset) => new(CmafFault.Unsupported, message, offset);

    internal static CmafFormatException Mismatch(string message) => new(CmafFault.GridMismatch, message);
}
