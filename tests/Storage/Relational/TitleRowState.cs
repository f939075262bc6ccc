namespace StreamVerse.Storage.Tests.Relational;

public enum TitleRowState
{
    Uploaded,
    Published,
}
